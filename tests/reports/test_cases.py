"""Case files: the five shipped ones, and what the loader does with new, changed, unchanged and wrong ones."""

import copy
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.conf import settings

from centres.models import Centre, Province, StaffCount
from classes.models import AssessmentRules, PlanDecision, TrainingClass
from learners.models import Commendation, Enrolment, Learner, Result
from reports.canonical import report_json
from reports.cases.lists import marks_of
from reports.cases.reading import CaseError
from reports.cases.writing import load_cases
from reports.models import PastReport
from reports.report import build_past_report, build_province_report, build_report
from tests.factories import enrol, make_class
from tests.reports.random_cases import make_case
from tests.reports.small_case import small_case

pytestmark = pytest.mark.django_db
SHIPPED = sorted((Path(settings.BASE_DIR) / "demo" / "cases").glob("*.json"))
EXPECTED = [(path, entry) for path in SHIPPED for entry in json.loads(path.read_text())["expect"]]


def named(pair):
    path, entry = pair
    return f"{path.stem} {entry['period']}{' past' if entry.get('past_report') else ''}"


def report_of(entry):
    if "province" in entry:
        return build_province_report(Province.objects.get(code=entry["province"]), entry["period"], live=True)
    centre = Centre.objects.get(code=entry["centre"])
    return (build_past_report if entry.get("past_report") else build_report)(centre, entry["period"])


def says_what_was_published(entry):
    """The JSON of a report of a loaded case holds every number of the case's file."""
    answer = json.loads(json.dumps(report_json(report_of(entry))))
    figures = entry.get("figures", {})
    assert {code: answer["figures"].get(code, "absent") for code in figures} == figures
    for name, breakdown in (("programmes", "programme"), ("partners", "partner")):
        if name in entry:
            rows = answer["breakdowns"][breakdown]
            assert {row["key"]: [row["classes"], row["learners"]] for row in rows} == entry[name]
    if "gate" in entry:
        assert len(answer["gate"]["errors"]) == entry["gate"]["errors"]
    if "missing" in entry:
        assert answer["missing"] == entry["missing"]
        assert answer["gate"]["errors"][0]["by"] == entry["missing"]


def test_five_cases_are_shipped():
    assert [path.stem for path in SHIPPED] == ["hau-loc", "phu-xuyen", "tuyen-hoa", "vinh-phuc", "yen-bai"]


# A small file


@pytest.fixture
def load(tmp_path):
    def load_content(content):
        path = tmp_path / "nho.json"
        path.write_text(
            content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8"
        )
        return load_cases([str(path)])

    return load_content


def everything():
    """Every row of the product's own tables, and of the log of changes."""
    models = [
        *(
            model
            for app in ("centres", "classes", "learners", "reports")
            for model in apps.get_app_config(app).get_models()
        ),
        LogEntry,
    ]
    return {model.__name__: sorted(map(repr, model._base_manager.values())) for model in models}


def test_a_class_is_filled_as_its_record_says(other_centre, load):
    load(small_case())
    first, second = TrainingClass.objects.filter(centre__code="tt-nho").order_by("code")
    assert [enrolment.state for enrolment in first.enrolments.all()] == ["attending"] * 9 + ["left_before"]
    assert Result.objects.filter(enrolment__training_class=first, not_assessed="attendance").count() == 1
    assert first.rules == AssessmentRules.objects.in_force(date(2022, 3, 14))
    assert first.titled is False
    assert second.titled is None
    rewarded = Commendation.objects.filter(enrolment__training_class=first, kind="reward")
    assert [reward.decided_on for reward in rewarded] == [date(2022, 3, 14)] * 2
    assert sorted(reward.enrolment.result.mark >= 9 for reward in rewarded) == [True, True]
    people = [list(one.enrolments.order_by("roll_number").values_list("learner", flat=True)) for one in (first, second)]
    assert people[1][:4] == people[0][:4]
    assert set(people[1][4:]).isdisjoint(people[0])


def test_marks_lie_in_their_bands_on_the_step_and_differ():
    rules = AssessmentRules(
        excellent_from=None,
        very_good_from=Decimal("8.1"),
        good_from=Decimal(7),
        average_from=Decimal(5),
        mark_step=Decimal("0.5"),
    )
    assert marks_of(rules, "xuat_sac") == []
    assert marks_of(rules, "gioi") == [Decimal("8.5"), Decimal("9.0"), Decimal("9.5"), Decimal("10.0")]
    assert marks_of(rules, "kha") == [Decimal("7.0"), Decimal("7.5"), Decimal("8.0")]


def test_invented_learners_are_whole_plausible_and_the_same_everywhere(other_centre, load):
    load(small_case())
    learners = list(Learner.objects.filter(centre__code="tt-nho").order_by("pk"))
    assert person(learners[0]) == FIRST_PERSON
    assert len({learner.national_id for learner in learners}) == 12
    for learner in learners:
        assert learner.national_id[3] == str(2 * (learner.birth_year >= 2000) + (learner.gender == "nu"))
        assert learner.national_id[4:6] == f"{learner.birth_year % 100:02}"
        assert 18 <= 2022 - learner.birth_year <= 36
    assert {e.party_status for e in Enrolment.objects.filter(training_class__code="N-01")} == {"none"}


FIRST_PERSON = ("Triệu Hồng Duyên", date(2001, 2, 25), "nu", "473301606261")


def person(learner):
    return learner.full_name, learner.birth_date, learner.gender, learner.national_id


def test_an_unchanged_file_touches_no_row(other_centre, load):
    load(small_case())
    before = everything()
    summary = load(small_case())
    assert everything() == before
    assert {state for (_, state), number in summary.items() if number} == {"same"}


def test_what_people_entered_after_the_first_load_stays(other_centre, load):
    load(small_case())
    Result.objects.filter(mark__gte=9).update(mark=Decimal(6))
    TrainingClass.objects.filter(code="N-01").update(name="Tên sửa tay", called=99)
    case = small_case()
    case["classes"][1]["called"] = 15
    load(case)
    training_class = TrainingClass.objects.get(code="N-01")
    assert (training_class.name, training_class.called) == ("Tên sửa tay", 15)
    assert not Result.objects.filter(enrolment__training_class=training_class, mark__gte=9).exists()


def test_a_changed_record_changes_exactly_what_it_names(other_centre, load):
    load(small_case())
    before = everything()
    case = small_case()
    case["classes"][1]["name"] = "Lớp đổi tên"
    case["centres"][0]["staff"] = 5
    load(case)
    after = everything()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"TrainingClass", "StaffCount", "LoadedRecord", "LogEntry"}
    assert StaffCount.objects.get(centre__code="tt-nho").staff == 5


def test_a_longer_and_a_shorter_list_add_and_remove_only_the_difference(other_centre, load):
    load(small_case())
    learners = set(Enrolment.objects.filter(training_class__code="N-02").values_list("pk", flat=True))
    case = small_case()
    case["classes"][0]["enrolled"] = 8
    load(case)
    longer = set(Enrolment.objects.filter(training_class__code="N-02").values_list("pk", flat=True))
    assert (learners < longer, len(longer)) == (True, 8)
    case["classes"][0]["enrolled"] = 5
    load(case)
    shorter = set(Enrolment.objects.filter(training_class__code="N-02").values_list("pk", flat=True))
    assert (shorter < learners, len(shorter)) == (True, 5)
    assert not Learner.objects.filter(enrolments=None, centre__code="tt-nho").exists()


def test_changed_results_rewards_and_withdrawals_are_written(other_centre, load):
    load(small_case())
    case = small_case()
    case["classes"][1] |= {
        "withdrawn": 3,
        "rewarded": 1,
        "recognised": "2022-03-15",
        "results": {"xuat_sac": 0, "gioi": 4, "kha": 0, "trung_binh": 0, "khong_dat": 1, "not_assessed": 2},
    }
    load(case)
    figures = build_report(Centre.objects.get(code="tt-nho"), "2022-H1").figures
    assert {code: figures[code] for code in ("O2", "R4", "R5", "R8", "R9", "T3")} == {
        "O2": 13, "R4": 0, "R5": 4, "R8": 1, "R9": 8, "T3": 1,
    }  # fmt: skip


def test_plans_and_past_reports_change_with_their_records(other_centre, load):
    load(small_case())
    case = small_case()
    case["plans"][0]["decisions"][1]["lines"] = [{"programme": "chuyen-de", "classes": 2, "learners": 5}]
    case["past_reports"][0]["of_which"] = [
        {
            "label": "Khối Đảng",
            "classes": 3,
            "learners": 60,
            "of_which": [{"label": "a", "classes": 3, "learners": 60, "of_which": []}],
        }
    ]
    load(case)
    decision = PlanDecision.objects.get(number="02-QĐ/ĐU")
    assert [(q.programme.code, q.classes, q.learners) for q in decision.quotas.all()] == [("chuyen-de", 2, 5)]
    lines = PastReport.objects.get(centre__code="tt-nho").lines.order_by("pk")
    assert [(line.label, line.parent and line.parent.label) for line in lines] == [
        ("Khối Đảng", None),
        ("a", "Khối Đảng"),
    ]
    case["past_reports"][0]["of_which"] = []
    load(case)
    assert not PastReport.objects.get(centre__code="tt-nho").lines.exists()


def test_a_case_never_touches_another_centre(other_centre, load):
    def others():
        kept = ((TrainingClass, "centre"), (Learner, "centre"), (Enrolment, "training_class__centre"))
        return [sorted(map(repr, model._base_manager.filter(**{path: other_centre}).values())) for model, path in kept]

    before = others()
    for seed in (1, 2):
        load(make_case(seed))
    assert others() == before


def test_a_class_with_a_list_of_its_own_is_not_written_over(other_centre, load):
    case = small_case()
    case["classes"] = []
    load(case)
    enrol(make_class(Centre.objects.get(code="tt-nho"), "N-01"))
    with pytest.raises(CaseError) as refused:
        load(small_case())
    assert refused.value.messages == ["Lớp N-01 đã có danh sách học viên nhập tay, không nạp đè lên được."]
    assert not TrainingClass.objects.filter(code="N-02").exists()


def test_files_are_loaded_all_or_none(other_centre, tmp_path):
    good, bad = tmp_path / "tot.json", tmp_path / "hong.json"
    good.write_text(json.dumps(small_case()), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        load_cases([str(good), str(bad), str(tmp_path / "thieu.json")])
    assert [message.split(":")[0].rsplit("/")[-1] for message in refused.value.messages] == ["hong.json", "thieu.json"]
    assert not Centre.objects.filter(code="tt-nho").exists()


def test_every_fault_is_said_at_once_with_its_place(other_centre, load):
    case = small_case()
    case["province"]["name"] = ""
    case["centres"][0] |= {"level": "huyện", "staff": -1, "valid_from": "2022-02-30"}
    case["plans"][0]["decisions"][1]["lines"][0]["classes"] = -5
    case["classes"][1] |= {"opened": "2022-03-12", "results": {"xuat_sac": 1}, "called": "12", "programme": "khong-co"}
    case["classes"][0] |= {"ownership": "joint", "rewarded": 7}
    case["past_reports"][0] |= {"period": "2021-H9", "of_which": {}}
    with pytest.raises(CaseError) as refused:
        load(case)
    assert refused.value.messages == [f"nho.json: {message}" for message in (
        "tỉnh: name: phải là chữ, không được để trống.",
        "trung tâm thứ 1 (tt-nho): valid_from: “2022-02-30” không phải ngày có thật, viết dạng 2022-06-30.",
        "trung tâm thứ 1 (tt-nho): level: “huyện” không hợp lệ, chỉ nhận: district, commune, ward, special_zone.",
        "trung tâm thứ 1 (tt-nho): staff: -1 không nằm trong khoảng 0 đến 100000.",
        "kế hoạch thứ 1: chỉ tiêu lớp của chương trình nhan-thuc-ve-dang sau điều chỉnh là -1, không được âm.",
        "kế hoạch thứ 1: chỉ tiêu lớp cả năm sau điều chỉnh là -1, không được âm.",
        "lớp thứ 1 (N-02): lớp phối hợp phải ghi partner.",
        "lớp thứ 1 (N-02): rewarded lớn hơn số lượt học viên.",
        "lớp thứ 2 (N-01): programme: “khong-co” không có trong danh mục chương trình.",
        "lớp thứ 2 (N-01): called: phải là số nguyên.",
        "lớp thứ 2 (N-01): ngày closed trước ngày opened.",
        "lớp thứ 2 (N-01): results cộng lại được 1, khác số lượt học viên là 9.",
        "báo cáo cũ thứ 1 (2021-H9): of_which: phải là một danh sách.",
        "báo cáo cũ thứ 1 (2021-H9): period: Kỳ báo cáo “2021-H9” không đúng. Viết một trong các dạng: 2022-05 (tháng),"
        " 2022-Q2 (quý), 2022-H1 (6 tháng đầu năm), 2022-H2 (6 tháng cuối năm), 2022-9M (9 tháng), 2022 (cả năm),"
        " 2022-01-05_2022-06-14 (từ ngày đến ngày).",
    )]  # fmt: skip
    assert not Province.objects.filter(code="tinh-nho").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"status": "open"}, "chỉ công nhận kết quả của lớp đã kết thúc"),
        ({"assessed_by": None}, "lớp đã kết thúc phải ghi assessed_by"),
        ({"closed": None}, "lớp đã kết thúc phải có ngày closed"),
        ({"titled": True, "considered_for_titles": False}, "lớp có danh hiệu phải là lớp được xét danh hiệu"),
        ({"assessed_by": "nobody"}, "lớp không kiểm tra (assessed_by nobody) thì không có điểm"),
        ({"opened": None}, "lớp đã mở phải có ngày opened"),
        ({"partner": "Hội Nông dân"}, "lớp chủ trì không ghi partner"),
        ({"graduated": 10}, "graduated lớn hơn số lượt học viên"),
        ({"withdrawn": 11}, "withdrawn lớn hơn enrolled"),
        ({"code": ""}, "code: phải là chữ, không được để trống"),
        ({"enrolled": 10**6}, "enrolled: 1000000 không nằm trong khoảng 0 đến 5000"),
        ({"enrolled": True}, "enrolled: phải là số nguyên"),
        ({"considered_for_titles": "có"}, "considered_for_titles: chỉ nhận true, false hoặc null"),
        ({"name": "x" * 301}, "name: dài quá 300 ký tự"),
        ({"name": "A\x00B"}, "name: có ký tự điều khiển (xuống dòng, tab …) không in được"),
        ({"name": "A\nB"}, "name: có ký tự điều khiển (xuống dòng, tab …) không in được"),
    ],
)
def test_a_class_that_cannot_be_is_refused(other_centre, load, change, message):
    case = small_case()
    case["classes"][1] |= change
    with pytest.raises(CaseError) as refused:
        load(case)
    assert any(one.endswith(f": {message}.") for one in refused.value.messages)
    assert not Centre.objects.filter(code="tt-nho").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda case: case["classes"].append(case["classes"][0]), "lớp tt-nho:N-02 có hai lần."),
        (lambda case: case["classes"][0].update(centre="xa"), "Không có trung tâm nào mang mã xa."),
        (
            lambda case: case["centres"][0].update(valid_to="2022-03-06"),
            "tt-nho, lớp N-01: mở ngày 2022-03-07, ngoài thời gian hoạt động của trung tâm.",
        ),
        (
            lambda case: case["classes"][0]["shared_with"].update({"class": "N-09"}),
            "tt-nho, lớp N-02: shared_with nêu lớp N-09, mà trung tâm không có lớp đó.",
        ),
        (
            lambda case: case["classes"][0]["shared_with"].update({"count": 7}),
            "tt-nho, lớp N-02: shared_with lấy 7 học viên, nhiều hơn số học viên của một trong hai lớp.",
        ),
        (
            lambda case: case["classes"][1].update(shared_with={"class": "N-02", "count": 1}),
            "tt-nho, lớp N-01: các lớp lấy học viên của nhau thành vòng (shared_with).",
        ),
        (
            lambda case: case["centres"][0].update(code="xa-binh-minh"),
            "Trung tâm xa-binh-minh đã thuộc tỉnh tinh-a, không thể chuyển sang tinh-nho.",
        ),
    ],
)
def test_records_that_do_not_fit_together_are_refused(other_centre, load, change, message):
    case = copy.deepcopy(small_case())
    change(case)
    with pytest.raises(CaseError) as refused:
        load(case)
    assert message in refused.value.messages


def refused_by(load, case):
    with pytest.raises(CaseError) as refused:
        load(case)
    return refused.value.messages


def test_nothing_is_concluded_from_a_field_that_cannot_be_read(other_centre, load):
    case = small_case()
    case["classes"][1] |= {"enrolled": "10", "status": "xong", "partner": 3, "results": {"xuat_sac": "9"}}
    assert refused_by(load, case) == [f"nho.json: lớp thứ 2 (N-01){message}" for message in (
        ": partner: phải là chữ, không được để trống.",
        ": status: “xong” không hợp lệ, chỉ nhận: planned, open, closed, cancelled.",
        ": enrolled: phải là số nguyên.",
        ", results: xuat_sac: phải là số nguyên.",
    )]  # fmt: skip


def test_a_later_file_cannot_adjust_a_quota_below_zero(other_centre, load):
    case = small_case()
    load(case)
    adjustment = copy.deepcopy(case["plans"][0]["decisions"][1]) | {"number": "03-QĐ/ĐU"}
    adjustment["lines"][0]["classes"] = -4
    later = case | {"plans": [case["plans"][0] | {"decisions": [adjustment]}], "classes": [], "past_reports": []}
    assert refused_by(load, later) == [
        "tt-nho, năm 2022: chỉ tiêu lớp của chương trình nhan-thuc-ve-dang sau điều chỉnh là -1, không được âm."
    ]
    adjustment["lines"][0]["classes"] = -3
    load(later)
    assert build_report(Centre.objects.get(code="tt-nho"), "2022").figures["P1a"] == 0


def test_a_class_must_lie_in_the_days_of_a_centre_that_the_file_only_names(other_centre, load):
    case = small_case()
    case["centres"][0]["valid_to"] = "2022-12-31"
    load(case)
    late = case["classes"][1] | {"code": "N-09", "opened": "2023-01-01", "closed": "2023-01-02", "recognised": None}
    later = case | {"centres": [], "plans": [], "past_reports": [], "classes": [late]}
    assert refused_by(load, later) == ["tt-nho, lớp N-09: mở ngày 2023-01-01, ngoài thời gian hoạt động của trung tâm."]


def test_two_files_may_tell_of_one_centre_as_long_as_they_agree(other_centre, tmp_path):
    whole = small_case()
    parts = [whole | {"classes": [one]} | ({"plans": [], "past_reports": []} if place else {})
             for place, one in enumerate(whole["classes"])]  # fmt: skip
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, part in zip(paths, parts, strict=True):
        path.write_text(json.dumps(part), encoding="utf-8")
    load_cases([str(path) for path in paths])
    assert build_report(Centre.objects.get(code="tt-nho"), "2022").figures["O1"] == 2
    parts[1]["centres"] = [whole["centres"][0] | {"staff": 99}]
    paths[1].write_text(json.dumps(parts[1]), encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        load_cases([str(path) for path in paths])
    assert refused.value.messages == ["trung tâm tt-nho có hai lần."]


def test_why_a_file_cannot_be_opened_is_said_in_vietnamese(db, tmp_path):
    with pytest.raises(CaseError) as refused:
        load_cases([str(tmp_path / "thieu.json"), str(tmp_path)])
    assert refused.value.messages == [
        f"{tmp_path / 'thieu.json'}: không mở được tệp (không có tệp hoặc thư mục này).",
        f"{tmp_path}: không mở được tệp (đây là thư mục).",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "nho.json: không đúng dạng JSON (dòng 1, cột 1)."),
        ("[]", "nho.json: phải là một đối tượng JSON có các mục province, centres, classes."),
        ("[" * 100_000, "nho.json: không đúng dạng JSON."),
        ('{"enrolled": ' + "9" * 5000 + "}", "nho.json: không đúng dạng JSON."),
        ("{}", "nho.json: tỉnh: thiếu."),
        (
            r'{"province": {"name": "A\ud800"}}',
            "nho.json: tỉnh: name: có ký tự điều khiển (xuống dòng, tab …) không in được.",
        ),
        ('{"province": 1, "centres": 2, "classes": [3]}', "nho.json: lớp thứ 1: phải là một đối tượng có tên trường."),
    ],
)
def test_files_that_are_no_cases_are_refused(db, load, content, message):
    with pytest.raises(CaseError) as refused:
        load(content)
    assert message in refused.value.messages


def test_noise_is_refused(db, tmp_path):
    path = tmp_path / "anh.json"
    path.write_bytes(b"\x89PNG\xff\xfe" * 1000)
    with pytest.raises(CaseError) as refused:
        load_cases([str(path)])
    assert refused.value.messages == ["anh.json: không phải tệp văn bản mã hóa UTF-8."]
