"""`manage.py report` and `manage.py load_case`, as a shell sees them."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from centres.models import CentreName
from reports.canonical import canonical, report_json
from reports.models import PeriodReport
from reports.report import build_report
from tests.factories import enrol, make_class, make_closed_class
from tests.reports.small_case import small_case

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def counted(centre, other_centre):
    enrol(make_closed_class(centre, called=3), mark=8)
    return centre


def test_json_has_the_keys_of_the_dictionary_and_plain_values(counted):
    answer = json.loads(run("report", counted.code, "2022-H1", "--json", "-"))
    assert list(answer) == ["centre", "period", "from", "to", "figures", "breakdowns", "notes", "gate", "prose"]
    assert [answer[key] for key in ("centre", "period", "from", "to")] == [
        "xa-an-binh", "2022-H1", "2022-01-01", "2022-06-30",
    ]  # fmt: skip
    assert {code: answer["figures"][code] for code in ("O1", "O5", "O7", "O9", "R10")} == {
        "O1": 1, "O5": "33.33", "O7": None, "O9": None, "R10": "100",
    }  # fmt: skip
    assert answer["gate"] == {"errors": [], "warnings": []}
    assert answer["breakdowns"]["partner"] == [
        {"key": "own", "label": "Trung tâm chủ trì", "classes": 1, "learners": 1}
    ]


def test_several_outputs_are_written_at_once(counted, tmp_path):
    names = ("html", "pdf", "xlsx", "json")
    run("report", counted.code, "2022-H1", *[part for name in names for part in (f"--{name}", str(tmp_path / name))])
    beginnings = {name: (tmp_path / name).read_bytes()[:4] for name in names}
    assert beginnings == {"html": b"<!do", "pdf": b"%PDF", "xlsx": b"PK\x03\x04", "json": b'{\n "'}


def test_a_gate_error_stands_in_the_json(counted):
    enrol(make_closed_class(counted, "L-02", name="Lớp thiếu điểm"))
    gate = json.loads(run("report", counted.code, "2022-H1"))["gate"]
    assert gate["errors"] == [
        {
            "code": "G2",
            "message": "Lớp L-02 – Lớp thiếu điểm đã kết thúc nhưng 01 học viên chưa có điểm và chưa ghi lý do không đánh giá.",
            "by": {"classes": 0, "learners": 1},
            "where": "L-02",
        }
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["xa-la", "2022-H1"], "Không có trung tâm nào mang mã “xa-la”."),
        (["--province", "la", "2022-H1", "--live"], "Không có tỉnh nào mang mã “la”."),
        (["xa-an-binh"], "Thiếu kỳ báo cáo, ví dụ 2022-H1."),
        (["--province", "tinh-a"], "Thiếu kỳ báo cáo, ví dụ 2022-H1."),
        (
            ["xa-an-binh", "2022-H1", "--province", "tinh-a"],
            "Nêu mã trung tâm, hoặc --province và mã tỉnh; không nêu cả hai.",
        ),
        (
            ["xa-an-binh", "2022-H1", "--live"],
            "--live chỉ dùng cùng --province: báo cáo của trung tâm luôn theo số liệu hiện có.",
        ),
        (
            ["--province", "tinh-a", "2022-H1", "--past"],
            "Báo cáo cũ (--past) là của từng trung tâm, không dùng với --province.",
        ),
        (
            ["xa-an-binh", "2022-H1", "--past"],
            "Trung tâm Chính trị xã An Bình chưa nhập báo cáo cũ của kỳ 2022-H1.",
        ),
        (
            ["xa-an-binh", "2022-H1", "--json", "/khong/co/tep"],
            "Không ghi được tệp /khong/co/tep: không có tệp hoặc thư mục này.",
        ),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(counted, arguments, message):
    with pytest.raises(CommandError) as refused:
        run("report", *arguments)
    assert (str(refused.value), refused.value.returncode) == (message, 1)


def test_a_province_needs_live_until_reports_are_approved(counted):
    with pytest.raises(CommandError, match="chưa có báo cáo nào được duyệt"):
        run("report", "--province", "tinh-a", "2022-H1", "--json", "-")
    answer = json.loads(run("report", "--province", "tinh-a", "2022-H1", "--live", "--json", "-"))
    assert (answer["province"], answer["figures"]["O1"], answer["coverage"]["O1"]) == ("tinh-a", 2, [2, 2])


def test_the_letterhead_bears_the_name_of_the_periods_last_day(counted):
    CentreName.objects.create(
        centre=counted, name="Trung tâm Chính trị huyện Cũ", level="district", host="Huyện ủy Cũ", place="Cũ",
        valid_to="2022-06-30",
    )  # fmt: skip
    PeriodReport.objects.create(
        centre=counted, period="2022-H1", number=8, dated_on="2022-07-05", signed_by_deputy=True
    )
    counted.deputy_name = "Trần Thị Phó"
    before, after = build_report(counted, "2022-H1"), build_report(counted, "2022-H2")
    assert (before.name, before.letterhead.host, before.letterhead.issuer) == (
        "Trung tâm Chính trị huyện Cũ", "HUYỆN ỦY CŨ", "TRUNG TÂM CHÍNH TRỊ HUYỆN CŨ",
    )  # fmt: skip
    head = before.letterhead
    assert (head.number, head.place_and_date, head.on_behalf, head.signer_title, head.signer_name) == (
        "Số 08-BC/TTCT", "Cũ, ngày 05 tháng 7 năm 2022", "K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Thị Phó",
    )  # fmt: skip
    assert head.subject == "kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022"
    assert (after.letterhead.host, after.letterhead.signer_title) == ("ĐẢNG ỦY XÃ AN BÌNH", "GIÁM ĐỐC")
    assert after.letterhead.recipients == (
        "Thường trực Đảng ủy xã An Bình (b/c)",
        "Ban Tuyên giáo và Dân vận Tỉnh ủy A (b/c)",
        "Ban Xây dựng Đảng",
        "Lưu Trung tâm Chính trị",
    )


def test_the_canonical_form_is_one_line_of_sorted_keys_with_its_schema(counted):
    report = build_report(counted, "2022-H1")
    content = json.loads(canonical(report))
    assert list(content) == sorted(content)
    assert content["schema"] == 1
    assert {key: content[key] for key in report_json(report)} == json.loads(json.dumps(report_json(report)))
    assert canonical(report).startswith(b'{"as_of":"2022-06-30","breakdowns":{"age":[')
    make_class(counted, "L-09", status="planned")
    assert canonical(build_report(counted, "2022-H1")) == canonical(report)


def test_load_case_says_what_it_did_and_every_fault(db, tmp_path):
    path = tmp_path / "nho.json"
    path.write_text(json.dumps(small_case()), encoding="utf-8")
    assert run("load_case", str(path)) == (
        "trung tâm: 1 mới\nquyết định giao chỉ tiêu: 2 mới\nlớp: 2 mới\nbáo cáo cũ: 1 mới\n"
    )
    assert run("load_case", str(path)).splitlines()[2] == "lớp: 2 không đổi"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run("load_case", str(path))
    assert str(refused.value) == "nho.json: tỉnh: thiếu."
    path.write_text('{"province": {}, "classes": 1}', encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run("load_case", str(path))
    assert str(refused.value).splitlines() == [
        "nho.json: tỉnh: code: thiếu.",
        "nho.json: tỉnh: name: thiếu.",
        "nho.json: tỉnh: committee: thiếu.",
        "nho.json: tỉnh: board: thiếu.",
        "nho.json: classes: phải là một danh sách.",
    ]
