"""A province's own report closed: what is frozen, what must be said first, what differs afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from centres import dates
from centres.models import Role
from reports import actions
from reports.actions import closing, submitting
from reports.append_only import PROVINCE, install, remove
from reports.canonical import report_json
from reports.models import ProvinceVersion
from reports.report import build_province_report
from reports.seals.keys import current_signer
from reports.versions.content import content_bytes, read_content, sha256
from tests import factories
from tests.reports.review import NO_PAPER, PERIOD, TODAY, bring_to, make_books, people, report_of
from tools import check_report

pytestmark = pytest.mark.django_db
GAP = "Trung tâm xã Bình Minh nộp muộn."


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    for module in (submitting, closing):
        monkeypatch.setattr(module, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def approved(centre, other_centre):
    """One of two centres has an approved report."""
    make_books(centre)
    bring_to("approved", centre, people(centre))
    return centre


def at(name, *more):
    return reverse(f"reports:{name}", args=["tinh-a", PERIOD, *more])


def close(client, gap=GAP):
    return client.post(at("province_close"), {"gap": gap})


def test_a_gap_wants_a_reason_and_the_version_holds_what_was_shown(approved, client_of, reviewer, tmp_path):
    client, province = client_of(reviewer), approved.province
    refused = close(client, gap=" ")
    assert "Hãy ghi lý do chốt khi còn trung tâm chưa có báo cáo được duyệt." in refused.text
    assert not ProvinceVersion.objects.exists()
    now = build_province_report(province, PERIOD)
    assert close(client)["Location"] == at("province_version", 1)
    version = ProvinceVersion.objects.get()
    content = read_content(version.content)
    assert report_json(content.report) == report_json(now)
    assert (content.report.centres, content.report.counted) == (now.centres, now.counted)
    assert content_bytes(content) == bytes(version.content)
    assert (version.closed_by, version.gap_reason) == (reviewer, GAP)
    page = client.get(at("province_version", 1)).text
    assert f"Lý do chốt khi chưa đủ trung tâm: {GAP}" in page
    for kind, digest in (("pdf", version.pdf_sha256), ("json", version.sha256)):
        assert sha256(client.get(at("province_version_file", 1, kind)).content) == digest
    (tmp_path / "r.pdf").write_bytes(bytes(version.pdf))
    told = []
    assert check_report.main([str(tmp_path / "r.pdf"), "--key", current_signer().public], out=told.append) == 0
    assert "  Tỉnh: tinh-a" in told


def test_a_later_approval_shows_and_closing_again_replaces(approved, other_centre, client_of, reviewer, client):
    browser = client_of(reviewer)
    assert '<span class="badge badge-plan">Chưa chốt</span>' in browser.get(at("province")).text
    close(browser)
    assert '<span class="badge badge-good">Đã chốt</span>' in browser.get(at("province")).text
    before = bytes(ProvinceVersion.objects.get().content)
    assert "Báo cáo không khác bản đã chốt lần 1 nên không cần chốt lại." in close(browser).text
    bring_to("approved", other_centre, people(other_centre))
    page = browser.get(at("province"))
    drift = page.context["closed"].drift
    assert "Khác bản đã chốt" in page.text
    assert drift.centres == (f"{other_centre.name}: chưa có báo cáo được duyệt → bản trình lần 1.",)
    changed = {change.code: (change.old, change.new) for change in drift.figures}
    assert (changed["O1"], changed["N2"]) == (("2", "3"), ("1", "2"))
    assert close(browser, gap="")["Location"] == at("province_version", 2)  # no gap is left
    first, second = ProvinceVersion.objects.order_by("number")
    assert (bytes(first.content), browser.get(at("province")).context["closed"].drift.is_empty) == (before, True)
    public = [client.get(reverse("reports:check_paper", args=[one.code])).text for one in (first, second)]
    assert [word in text for text in public for word in ("Đã được thay thế", "Đang có hiệu lực")] == [1, 0, 0, 1]
    answer = client.post(reverse("reports:check_paper", args=[second.code]), {"code": "O1", "value": "3"}).text
    assert "<strong>Khớp.</strong> Con số vừa nhập đúng như trong bản đã chốt." in answer


def test_an_amended_report_of_a_centre_is_named(approved, client_of, reviewer):
    browser = client_of(reviewer)
    close(browser)
    of = {role: factories.make_user(role, approved) for role in (Role.CLERK, Role.DIRECTOR)}
    factories.enrol(factories.make_class(approved, "AB-09", called=1))
    actions.amend_report(report=report_of(approved), user=of[Role.CLERK], reason="Sót một lớp.")
    version = actions.submit_report(report=report_of(approved), user=of[Role.DIRECTOR])
    assert browser.get(at("province")).context["closed"].drift.is_empty  # nothing counts before it is approved
    actions.approve_version(version=version, user=reviewer)
    drift = browser.get(at("province")).context["closed"].drift
    assert drift.centres == (f"{approved.name}: bản trình lần 1 → bản trình lần 2.",)


def test_only_a_reviewer_closes_and_the_database_keeps_it(approved, client_of, reviewer, office):
    assert (office.post(at("province_close"), {"gap": GAP}).status_code, office.get(at("province")).status_code) == (
        403,
        200,
    )
    close(client_of(reviewer))
    install(connection, PROVINCE)
    for act in (lambda: ProvinceVersion.objects.update(gap_reason="x"), ProvinceVersion.objects.all().delete):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()
    remove(connection, PROVINCE)
