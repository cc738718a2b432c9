"""What the published articles tell of plans, coming classes, modules and lecturers: entered as a clerk enters it, read in
the report."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from centres import dates
from centres.models import Centre
from classes.models import TrainingClass
from reports.cases.writing import load_cases
from reports.report import build_report
from tests.factories import make_class, make_clerk, make_lecturer, programme

pytestmark = pytest.mark.django_db
CASES = Path(settings.BASE_DIR) / "demo" / "cases"
YEAR = "?nam=2022"


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 6, 16))


@pytest.fixture
def work(centre, other_centre, clerk, client_of, today):
    return client_of(clerk)


def told(centre, key, period="2022-H1"):
    report = build_report(centre, period)
    assert [one.message for one in report.errors] == []
    return next(section.generated for section in report.sections if section.key == key)


def figures(centre, *codes, period="2022-H1"):
    found = build_report(centre, period).figures
    return tuple(found[code] for code in codes)


def decide(client, number, decided_on, issuer, lines):
    data = {"number": number, "decided_on": decided_on, "issuer": issuer, "kind": "initial", "year": "2022"}
    data |= {"dong-TOTAL_FORMS": len(lines), "dong-INITIAL_FORMS": 0}
    for place, (code, classes) in enumerate(lines):
        data |= {f"dong-{place}-programme": programme(code).pk if code else "chung", f"dong-{place}-classes": classes}
    answer = client.post(f"/ke-hoach/quyet-dinh/moi/{YEAR}", data)
    assert answer.status_code == 302


def enter_class(client, code, programme_code, name, opened_on, **fields):
    data = {"code": code, "programme": programme(programme_code).pk, "name": name, "opened_on": opened_on}
    data |= {"ownership": "own", "kind": "normal", "status": "planned"} | fields
    answer = client.post("/lop/moi/", data)
    assert answer.status_code == 302, answer.context["form"].errors


def test_the_plan_of_tuyen_hoa(work, centre):
    issuer = "Ban Thường vụ Huyện ủy Tuyên Hóa"
    decide(work, "718-QĐ/HU", "10/1/2022", issuer, [(None, 20)])
    for place in range(6):
        make_class(centre, f"TH-{place}", opened_on=date(2022, 3, 7 + place))
    assert figures(centre, "P1", "O7") == (20, 30)
    assert told(centre, "II.1") == (
        f"Năm 2022, Trung tâm được giao chỉ tiêu 20 lớp theo Quyết định số 718-QĐ/HU, ngày 10/01/2022 của {issuer}.",
    )
    assert told(centre, "IV")[0].startswith("So với kế hoạch năm, Trung tâm còn phải mở 14 lớp")
    page = work.get(f"/ke-hoach/{YEAR}").content.decode()
    assert "6/20 lớp, đạt 30% kế hoạch năm khi đã qua 45% thời gian của năm: chậm so với thời gian; còn 14 lớp." in page


def test_the_plan_of_yen_bai(work, centre):
    lines = [("ngach-chuyen-vien", 1), ("so-cap-llct", 2), ("qp-an-doi-tuong-4", 4), ("nhan-thuc-ve-dang", 3)]
    decide(work, "128-KH/TU", "26/4/2022", "Thành ủy Yên Bái", [*lines, ("dang-vien-moi", 4), ("mat-tran-doan-the", 4)])
    for place in range(9):
        make_class(centre, f"YB-{place}", opened_on=date(2022, 3, 7 + place))
    assert figures(centre, "P1", "O7") == (18, 50)
    assert "theo Kế hoạch số 128-KH/TU, ngày 26/04/2022 của Thành ủy Yên Bái" in told(centre, "II.1")[0]


def test_the_coming_quarter_of_phu_xuyen(work, centre):
    party, front = "các Ban Đảng Huyện ủy", "Mặt trận Tổ quốc và các đoàn thể"
    coming = [
        ("nhan-thuc-ve-dang", 15, 7, party), ("dang-vien-moi", 15, 7, party), ("tuyen-giao-dan-van", 15, 8, party),
        ("tuyen-giao-dan-van", 16, 8, party), ("can-bo-nguon", 15, 9, party), ("can-bo-nguon", 16, 9, party),
        ("mat-tran-doan-the", 15, 8, front),
    ]  # fmt: skip
    for place, (code, day, month, partner) in enumerate(coming):
        joint = {"ownership": "joint", "partner": partner}
        enter_class(work, f"PX-{place}", code, f"Lớp {place}", f"{day}/{month}/2022", **joint)
    # The other two stand in the draft only, and one that is entered already is not told twice
    line = {
        "programme": programme("mat-tran-doan-the").pk,
        "classes": 3,
        "learners": "",
        "quarter": 3,
        "partner": front,
    }
    data = {"dong-TOTAL_FORMS": 1, "dong-INITIAL_FORMS": 0} | {f"dong-0-{name}": value for name, value in line.items()}
    work.post(f"/ke-hoach/du-thao/soan/{YEAR}", data)
    phrase = {code: programme(code).short_name for code, *_ in coming}
    expected = (
        f"Trong quý III năm 2022, Trung tâm dự kiến mở 09 lớp: phối hợp với {front} mở 03 lớp"
        f" {phrase['mat-tran-doan-the']}; phối hợp với {party} mở 06 lớp, gồm 01 lớp {phrase['nhan-thuc-ve-dang']},"
        f" 01 lớp {phrase['dang-vien-moi']}, 02 lớp {phrase['tuyen-giao-dan-van']} và 02 lớp {phrase['can-bo-nguon']}."
    )
    assert told(centre, "IV") == (expected,)
    assert told(centre, "IV", "2022-Q2") == (expected,)
    assert told(centre, "IV", "2022-06") == (
        f"Trong tháng 7 năm 2022, Trung tâm dự kiến mở 02 lớp: phối hợp với {party} mở 02 lớp, gồm"
        f" 01 lớp {phrase['nhan-thuc-ve-dang']} và 01 lớp {phrase['dang-vien-moi']}.",
    )
    [quarter] = work.get(f"/ke-hoach/lich-mo-lop/{YEAR}&quy=3").context["parts"]
    assert (quarter.number_of_classes, [month.number for month in quarter.months]) == (9, [7, 8, 9])


def test_classes_expected_before_the_period_ends(work, centre):
    enter_class(work, "PX-9", "chuyen-de", "Lớp cuối tháng 6", "28/6/2022", called="97")
    assert figures(centre, "E1", "E2") == (1, 97)
    assert told(centre, "IV") == ()


def test_the_maintained_classes_of_phu_xuyen_and_the_modules_of_tuyen_hoa(work, centre):
    school = {"ownership": "joint", "partner": "Trường Chính trị tỉnh", "kind": "maintained", "status": "open"}
    for code, name in (("K14", "Lớp Trung cấp K.14A-21"), ("K21", "Lớp Trung cấp K.21B-21")):
        enter_class(work, code, "trung-cap-llct", name, "10/5/2021", **school)
    one = TrainingClass.objects.get(centre=centre, code="K14")
    modules = {f"{place}-title": f"Học phần {place + 1}" for place in range(8)}
    modules |= {f"{place}-done_on": f"{place + 1}/6/2022" for place in range(5)}
    modules |= {f"{place}-begun_on": "" for place in range(8)}
    assert work.post(f"/lop/{one.pk}/hoc-phan/", modules).status_code == 302
    assert figures(centre, "M1", "O1") == (2, 0)
    sentence = next(text for text in told(centre, "II.2") if "duy trì quản lý" in text)
    assert "Trung tâm duy trì quản lý 02 lớp" in sentence
    assert "Lớp Trung cấp K.14A-21 (" in sentence
    assert "đã hoàn thành 05 học phần" in sentence


def test_the_observations_and_visits_of_phu_xuyen(work, centre):
    observed = [make_lecturer(centre, name, engagement="part_time") for name in ("Lê Văn A", "Trần Thị B")]
    data = {"kind": "observation", "held_on": "5/4/2022", "title": "Bài 2", "lecturers": [one.pk for one in observed]}
    assert work.post("/giang-vien/hoat-dong/", data).status_code == 302
    one = make_class(centre, opened_on=date(2022, 4, 11))
    session = {"held_on": "15/4/2022", "part": "1", "periods": "5", "kind": "visit", "counted": "on"}
    session |= {"topic": "Bảo tàng chiến sĩ cách mạng bị địch bắt tù đày"}
    assert work.post(f"/lop/{one.pk}/thoi-khoa-bieu/them/", session).status_code == 302
    assert figures(centre, "L4", "L7") == (2, 1)
    assert told(centre, "II.5") == (
        "Trung tâm đã dự giờ 02 lượt.",
        "Trung tâm đã tổ chức 01 lượt nghiên cứu thực tế cho các lớp.",
    )


def test_the_lecturers_of_yen_bai_sent_to_courses(work, centre):
    lecturers = [make_lecturer(centre, f"Giảng viên {place:02}") for place in range(15)]
    courses = [
        (3, "Lớp bồi dưỡng về công tác giáo dục lý luận chính trị"),
        (15, "Lớp bồi dưỡng phương pháp soạn giảng và giảng dạy lý luận chính trị"),
        (5, "Lớp bồi dưỡng kỹ năng nghiên cứu khoa học, tổng kết thực tiễn"),
        (2, "Lớp bồi dưỡng kinh điển Mác – Lênin, tư tưởng Hồ Chí Minh"),
    ]
    for number, title in courses:
        sent = {
            "kind": "training",
            "held_on": "5/4/2022",
            "title": title,
            "lecturers": [x.pk for x in lecturers[:number]],
        }
        assert work.post("/giang-vien/hoat-dong/", sent).status_code == 302
    assert figures(centre, "L5") == (25,)
    total, listed = told(centre, "II.5")
    assert total == "Trung tâm đã cử 25 lượt giảng viên đi bồi dưỡng, tập huấn."
    for number, title in courses:
        assert f"{number:02} lượt tham gia l{title[1:]}" in listed


def test_people_sent_elsewhere_are_told_by_programme(work, centre):
    for code, name, people in (("so-cap-llct", "Sơ cấp", 27), ("trung-cap-llct", "Trung cấp khóa 9", 4)):
        sent = {"programme": programme(code).pk, "name": name, "host": "Trường Chính trị tỉnh", "people": people}
        assert work.post("/ke-hoach/cu-di-hoc/moi/", sent | {"first_day": "7/3/2022"}).status_code == 302
    assert figures(centre, "S1", "S2") == (2, 31)
    first, second = programme("so-cap-llct").short_name, programme("trung-cap-llct").short_name
    assert told(centre, "II.2")[-1] == (
        "Ngoài các lớp tự mở, Trung tâm đã cử 31 lượt người đi học 02 lớp ở cơ sở khác, gồm:"
        f" 01 lớp {first} với 27 lượt người; 01 lớp {second} với 04 lượt người."
    )
    assert "đã cử 31 lượt người đi học" in work.get(f"/ke-hoach/{YEAR}").content.decode()


def test_the_titles_of_yen_bai(client_of, tmp_path):
    case = json.loads((CASES / "yen-bai.json").read_text(encoding="utf-8"))
    for one in case["classes"]:
        one["titled"] = None
    path = tmp_path / "yen-bai.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    load_cases([str(path)])
    centre = Centre.objects.get(code="tp-yen-bai")
    client = client_of(make_clerk(centre))
    considered = TrainingClass.objects.filter(centre=centre, considered_for_titles=True)
    for one in considered:
        form = client.get(f"/lop/{one.pk}/sua/").context["form"]
        typed = {field.html_name: field.value() for field in form if field.value() not in (None, False, "")}
        answer = client.post(f"/lop/{one.pk}/sua/", typed | {"titled": "True", "considered_for_titles": "True"})
        assert answer.status_code == 302
    assert figures(centre, "T1", "T2") == ((7, 7), (35, 419))
    sentence = next(text for text in told(centre, "II.4") if "Lớp học tiên tiến" in text)
    assert sentence.startswith(
        "Có 7/7 lớp đạt danh hiệu “Lớp học tiên tiến”, 35/419 học viên đạt danh hiệu học viên xuất sắc"
    )
    assert "không tính 02 lớp với 145 học viên không xét danh hiệu" in sentence
