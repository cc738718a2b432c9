"""The seal of a submitted version: the tool that checks it without the network, and the public page behind its code."""

import io
import json
import re
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from centres import dates
from reports import actions
from reports.actions import submitting
from reports.models import ReportVersion, SigningKey, VersionSeal
from reports.pdf import report_pdf
from reports.report import build_report
from reports.seals.keys import Signer, changed_signer, current_signer
from reports.seals.paper import Seal, sealed_pdf
from reports.seals.token import Claim, signed, totals_of
from tests.reports.review import NO_PAPER, PERIOD, TODAY, make_books, report_of, submit
from tools import check_report

pytestmark = pytest.mark.django_db
SITE = "https://so-lop.example/"


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch, counters):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def no_typesetting(monkeypatch):
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def sealed(no_typesetting, centre, other_centre, director):
    make_books(centre)
    actions.submit_report(report=report_of(centre), user=director, site=SITE)
    return VersionSeal.objects.get()


@pytest.fixture
def other_key(settings):
    """Somebody else's key; the program's own is back when it returns."""

    def of(seed):
        settings.SIGNING_KEY = seed * 43
        return current_signer()

    kept = settings.SIGNING_KEY
    signer = of("B")
    settings.SIGNING_KEY = kept
    return signer


@pytest.fixture
def asked(tmp_path):
    """Ask the tool about the bytes of a file: (exit code, what it said)."""

    def ask(content, *more, key=None):
        path = tmp_path / "tep"
        path.write_bytes(content)
        return run(str(path), "--key", key or current_signer().public, *more)

    return ask


def run(*arguments):
    said = []
    return check_report.main([*map(str, arguments)], out=said.append), "\n".join(said)


def pdf_of(seal):
    return bytes(ReportVersion.objects.get(seal=seal).pdf)


def test_the_token_signs_what_was_submitted(sealed):
    parts = sealed.token.split("~")
    assert parts[:6] == ["1", current_signer().name, "xa-an-binh", "2022-H1", "1", timezone.localdate().isoformat()]
    assert totals_of(sealed.token) == {
        "O1": 2, "O2": 4, "O3": 4, "R1": 1, "R2": 3, "R3": 3, "R4": 1, "R5": 1, "R6": 0, "R7": 1, "R8": 0, "C1": None,
    }  # fmt: skip
    assert len(sealed.code) == 22


def test_a_valid_file_passes(sealed, asked):
    code, said = asked(pdf_of(sealed), "--total", "O2=4", "--total", "O1=2")
    assert code == 0
    assert said.splitlines()[:3] == [
        "ĐÚNG: tệp còn nguyên như khi trình.",
        "  Trung tâm: xa-an-binh",
        f"  Kỳ báo cáo: 2022-H1; bản trình lần 1, ngày {sealed.token.split('~')[5]}",
    ]
    assert "  Số lượt học viên (O2): 4" in said
    assert "  Giấy chứng nhận đã cấp (C1): chưa có" in said


def test_every_changed_byte_of_a_file_fails(sealed, asked):
    pdf = pdf_of(sealed)
    for place in range(len(pdf)):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert asked(changed)[0] != 0, place
    for changed in (pdf[:-1], pdf + b"\n", pdf + b"1 0 obj\nendobj\n" + pdf[-30:], pdf[10:]):
        assert asked(changed)[0] != 0


def test_a_file_without_its_signature_fails(sealed, asked):
    assert asked(NO_PAPER) == (
        1,
        "KHÔNG ĐÚNG: tệp không mang chữ ký. Bản trình từ trước khi có mã kiểm tra thì không có; bản đã có mã mà thiếu chữ"
        " ký là đã bị lưu lại hoặc sửa.",
    )


def test_a_signature_taken_from_another_report_fails(sealed, asked, other_centre, director):
    other = actions.submit_report(report=report_of(other_centre), user=director, site=SITE)
    mine, foreign = pdf_of(sealed), bytes(other.pdf)
    assert asked(foreign)[0] == 0
    cut = mine.rfind(check_report.MARK), foreign.rfind(check_report.MARK)
    # The same paper with the other's last lines; and only the other's token before the signature of this file
    assert mine[: cut[0]] == foreign[: cut[1]]
    swapped = mine[: cut[0]] + b"%\n" + foreign[cut[1] :]
    assert asked(swapped) == (1, "KHÔNG ĐÚNG: tệp đã bị sửa sau khi trình (chữ ký của tệp không đúng).")
    token = mine.replace(sealed.token.encode(), other.seal.token.encode())
    assert asked(token) == (1, "KHÔNG ĐÚNG: tệp đã bị sửa sau khi trình (chữ ký của tệp không đúng).")


def test_a_forged_signature_and_another_key_fail(sealed, asked, other_key):
    forged_token = signed(Claim("xa-an-binh", PERIOD, 1, TODAY, "0" * 64, (("O2", 400),)), other_key)
    forged = sealed_pdf(NO_PAPER, forged_token, other_key)
    mine = current_signer()
    refusal = f"KHÔNG ĐÚNG: ký bằng khóa {other_key.name}, không phải khóa đã đưa ({mine.name})."
    assert asked(forged) == (1, refusal)
    # The forger writes our key's name instead of his own
    borrowed = forged.replace(other_key.name.encode(), mine.name.encode())
    assert asked(borrowed) == (1, "KHÔNG ĐÚNG: chữ ký của mã là giả hoặc mã đã bị sửa.")
    assert asked(pdf_of(sealed), key=other_key.public)[0] == 1
    assert asked(forged, key=other_key.public)[0] == 0


def test_a_total_on_paper_that_differs_fails(sealed, asked):
    assert asked(pdf_of(sealed), "--total", "O2=5") == (
        1,
        "KHÔNG ĐÚNG: Số lượt học viên (O2) không khớp: trên giấy 5, trong chữ ký 4.",
    )
    assert asked(pdf_of(sealed), "--total", "C1=5")[1].endswith("trong chữ ký không có.")
    assert asked(pdf_of(sealed), "--total", "hai=2")[0] == 2


def test_the_code_on_paper_is_checked_without_its_file(sealed):
    seal = Seal(sealed.code, sealed.token, sealed.version.sha256, SITE)
    assert seal.text == f"https://so-lop.example/kiem-bao-cao/{sealed.code}/#{sealed.token}"
    key = current_signer().public
    assert run("--code", seal.text, "--key", key, "--total", "O2=4")[0] == 0
    assert run("--code", seal.text.replace("O2=4", "O2=400"), "--key", key) == (
        1,
        "KHÔNG ĐÚNG: chữ ký của mã là giả hoặc mã đã bị sửa.",
    )
    assert run("--code", "https://so-lop.example/", "--key", key)[0] == 1


def test_a_signed_json_is_checked_by_its_content(sealed, asked):
    content = json.loads(bytes(sealed.version.content))
    document = {"content": content, "token": sealed.token}
    assert asked(json.dumps(document, indent=2).encode())[0] == 0
    content["figures"]["O2"] = 5
    assert asked(json.dumps(document).encode()) == (1, "KHÔNG ĐÚNG: số liệu trong tệp JSON đã bị sửa.")
    assert asked(b'{"a": 1}')[0] == 2
    assert asked(b"anything")[0] == 2


def test_the_tool_runs_alone(sealed, tmp_path, settings):
    """As it is handed out: one file, from another folder, with the published keys, and nothing of the program."""
    (tmp_path / "check_report.py").write_bytes((settings.BASE_DIR / "tools" / "check_report.py").read_bytes())
    (tmp_path / "bao-cao.pdf").write_bytes(pdf_of(sealed))
    (tmp_path / "khoa.json").write_text(json.dumps({"keys": [{"public": current_signer().public}]}))
    command = [sys.executable, "-I", "check_report.py", "bao-cao.pdf", "--key", "khoa.json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"PYTHONUTF8": "1"})
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("ĐÚNG: tệp còn nguyên như khi trình.\n")


def test_the_command_is_the_tool(sealed, tmp_path, capsys):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of(sealed))
    from reports.management.commands.check_report import Command  # noqa: PLC0415

    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "check_report", str(path), "--key", current_signer().public])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("ĐÚNG")


@pytest.mark.once
def test_the_last_page_carries_the_code(centre, director, asked):
    """Typeset once: the picture stands on the last page, and a figure changed inside the PDF is seen."""
    make_books(centre)
    version = actions.submit_report(report=report_of(centre), user=director, site=SITE)
    pdf = bytes(version.pdf)
    last = PdfReader(io.BytesIO(pdf)).pages[-1].extract_text()
    assert f"https://so-lop.example/kiem-bao-cao/{version.seal.code}/" in last.replace("\n", "")
    assert version.sha256 in last.replace("\n", "")
    assert version.pdf_sha256 == submitting.sha256(pdf)
    assert asked(pdf)[0] == 0
    place = pdf.index(b"/FlateDecode") + 200
    assert asked(pdf[:place] + bytes([pdf[place] ^ 8]) + pdf[place + 1 :])[0] == 1
    draft = report_pdf(build_report(centre, PERIOD))
    assert "Mã kiểm tra" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(draft)).pages)


def test_a_key_is_changed_and_the_old_one_still_checks(sealed, asked, settings, tmp_path, client, capsys):
    settings.SIGNING_KEY, settings.SIGNING_KEY_FILE = "", tmp_path / "signing-key"
    old = SigningKey.objects.get()
    new = changed_signer()
    again = current_signer()
    assert (new.public, (tmp_path / "signing-key").stat().st_mode & 0o777) == (again.public, 0o600)
    keys = client.get(reverse("reports:check_keys")).json()["keys"]
    assert [(key["name"], key["to"] is None) for key in keys] == [(new.name, True), (old.name, False)]
    assert asked(pdf_of(sealed), key=old.public)[0] == 0
    assert asked(pdf_of(sealed), key=new.public)[0] == 1
    call_command("signing_key")
    assert capsys.readouterr().out == f"{new.name} {new.public}\n"


def test_a_key_may_begin_with_a_dash(sealed, asked):
    seeds = (number.to_bytes(32, "big") for number in range(1, 10_000))
    signers = (Signer(Ed25519PrivateKey.from_private_bytes(seed)) for seed in seeds)
    other = next(one for one in signers if one.public.startswith("-"))
    mine = current_signer()
    assert asked(pdf_of(sealed), key=other.public) == (
        1,
        f"KHÔNG ĐÚNG: ký bằng khóa {mine.name}, không phải khóa đã đưa ({other.name}).",
    )
    assert asked(pdf_of(sealed), "--key", mine.public, key=other.public)[0] == 0


def test_a_key_that_is_none_is_said_so(settings):
    settings.SIGNING_KEY = "ngắn"
    with pytest.raises(ImproperlyConfigured, match="32 bytes"):
        current_signer()


# The public page


def page(client, seal, **data):
    address = reverse("reports:check_paper", args=[seal.code])
    return client.post(address, data) if data else client.get(address)


def test_the_page_says_how_the_version_stands_and_nothing_more(sealed, client, centre, director, reviewer):
    answer = page(client, sealed)
    body = answer.content.decode()
    assert "Chờ duyệt" in body
    assert sealed.version.sha256 in body
    for hidden in ("An Bình", "xa-an-binh", "6 tháng", "2022-H1", "Ngô Văn", "tong-so"):
        assert hidden not in body
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    actions.approve_version(version=sealed.version, user=reviewer)
    assert "Đang có hiệu lực" in page(client, sealed).content.decode()
    actions.amend_report(report=report_of(centre), user=director, reason="Sót một lớp.")
    assert "Đang có hiệu lực" in page(client, sealed).content.decode()
    second = submit(centre, director)
    assert "Chờ duyệt" in page(client, second.seal).content.decode()
    actions.return_version(version=second, user=reviewer, reason="Xem lại.")
    assert "Đã trả lại" in page(client, second.seal).content.decode()
    third = submit(centre, director)
    actions.approve_version(version=third, user=reviewer)
    assert "Đang có hiệu lực" in page(client, third.seal).content.decode()
    assert "Đã được thay thế" in page(client, sealed).content.decode()


def test_a_withdrawn_version_says_so(sealed, client, centre, director):
    actions.withdraw_version(report=report_of(centre), user=director)
    assert "Đã rút lại" in page(client, sealed).content.decode()


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [("O2", "4", "Khớp."), ("O2", "5", "Không khớp."), ("O1", "4", "Không khớp."), ("O2", "", "")],
)
def test_a_total_typed_in_is_answered(sealed, client, code, value, said):
    body = page(client, sealed, code=code, value=value).content.decode()
    assert [word for word in ("<strong>Khớp.", "<strong>Không khớp.") if word in body] == (
        [f"<strong>{said}"] if said else []
    )


def test_a_total_that_is_unknown_is_not_asked_for(sealed, client):
    assert 'value="C1"' not in page(client, sealed).content.decode()


def test_totals_show_only_where_the_province_says_so(sealed, client, centre):
    centre.province.public_totals = True
    centre.province.save()
    body = page(client, sealed).content.decode()
    assert "Các tổng số của bản đã lưu" in body


def test_an_unknown_code_and_a_wrong_one_are_answered_alike(sealed, client):
    codes = ("x" * 22, sealed.code[:-1], "1")
    answers = [(code, client.get(reverse("reports:check_paper", args=[code]))) for code in codes]
    assert {answer.status_code for _, answer in answers} == {404}
    assert len({re.sub(r'[\w]{64}"', "", answer.content.decode()) for _, answer in answers}) == 1


def test_trying_is_limited(sealed, client):
    tries = [page(client, sealed, code="O2", value=number).status_code for number in range(100, 112)]
    assert tries == [200] * 10 + [429] * 2
    assert "Khớp." not in page(client, sealed, code="O2", value=4).content.decode()
    unknown = reverse("reports:check_paper", args=["y" * 22])
    assert [client.get(unknown).status_code for _ in range(60)].count(429) > 0


def test_the_tool_and_the_help_are_public(sealed, client, settings):
    assert (
        b"".join(client.get(reverse("reports:check_tool")).streaming_content)
        == (settings.BASE_DIR / "tools" / "check_report.py").read_bytes()
    )
    assert current_signer().public in client.get(reverse("reports:check_help")).content.decode()


def test_reading_the_keys_makes_none(client, settings, tmp_path, db):
    settings.SIGNING_KEY, settings.SIGNING_KEY_FILE = "", tmp_path / "signing-key"
    assert client.get(reverse("reports:check_keys")).json() == {"keys": []}
    assert "Chưa có khóa nào" in client.get(reverse("reports:check_help")).text
    assert (SigningKey.objects.count(), settings.SIGNING_KEY_FILE.exists()) == (0, False)


def test_versions_from_before_have_no_seal_and_stay(sealed, client_of, director, centre):
    VersionSeal.objects.all().delete()
    version = ReportVersion.objects.get()
    assert client_of(director).get(reverse("reports:version", args=[centre.code, PERIOD, 1])).status_code == 200
    assert not VersionSeal.objects.filter(version=version).exists()
