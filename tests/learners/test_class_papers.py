"""What the papers of a class say: one value, the same words in PDF and Word; every learner in exactly one letter."""

import io
import random
from collections import Counter
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from centres import dates
from classes.models import AssessmentRules
from learners.models import ClassOfficers, PaperSettings
from learners.papers.checklist import BY_KEY, papers_of
from learners.papers.docx import paper_docx
from learners.papers.facts import Facts
from learners.papers.letters import letters_of
from learners.papers.pdf import papers_pdf
from tests import factories
from tests.classes.lecturers import BY_NAME, make_lecturers


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))


@pytest.fixture
def one(centre, other_centre):
    centre.signer_name = "Lường Đức Trầm"
    centre.save()
    one = factories.make_closed_class(
        centre,
        name="Lớp Bồi dưỡng nhận thức về Đảng khóa 5 năm 2022",
        opening_number="07-QĐ/TTCT",
        opening_decided_on=date(2022, 3, 1),
        recognition_number="09-QĐ/TTCT",
        place="Hội trường xã",
    )
    unit = factories.make_unit(centre)
    for name, mark, given in (
        ("Vũ Thị Ánh", 9, {"unit": unit, "unit_name": "CB thôn Đông"}),
        ("Lê Văn Đạt", 4.75, {"unit_name": "chi bộ  thôn Đông"}),
        ("Hồ Ngọc Bích", 7.5, {"unit_name": "Chi bộ Tây"}),
        ("An Văn An", None, {"unit_name": "", "state": "no_show"}),
    ):
        factories.enrol(one, factories.make_learner(centre, name, birth_date=date(1990, 2, 5)), mark=mark, **given)
    return one


STATES = ["attending", "no_show", "left_before"]


def made(one, key):
    return papers_of(BY_KEY[key], Facts(one))


def words_of_pdf(pdf):
    return Counter(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).replace("\n", " ").split()
    )


def words_of_docx(content):
    body = Document(io.BytesIO(content)).element.body
    texts = ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]
    return Counter(" ".join(texts).split())


@pytest.mark.parametrize("key", ["thong-bao", "mo-lop", "cong-nhan", "gui-ket-qua"])
def test_word_file_says_what_the_pdf_says(one, key):
    paper = made(one, key)[0]
    # No page number stands between: each part is one page, and the first page of a part bears none
    assert words_of_pdf(papers_pdf([paper])) == words_of_docx(paper_docx(paper))


def test_every_paper_that_is_ready_is_made(one):
    ClassOfficers.objects.create(training_class=one, head="Bàn Thị Mai", monitor=one.enrolments.first())
    keys = [key for key in BY_KEY if made(one, key)]
    assert keys == [
        *("thong-bao", "mo-lop", "ban-quan-ly", "bang-diem", "bien-ban", "cong-nhan", "bao-cao", "gui-ket-qua")
    ]


def test_recognition_names_only_those_who_passed_with_their_bands(one):
    [paper] = made(one, "cong-nhan")
    assert (paper.head.number, paper.head.place_and_date) == ("Số 09-QĐ/TTCT", "An Bình, ngày 11 tháng 3 năm 2022")
    [annex] = paper.annexes
    assert [(row[0], row[1], row[-1]) for row in annex.table.rows] == [
        ("1", "Vũ Thị Ánh", "Xuất sắc"),
        ("2", "Hồ Ngọc Bích", "Khá"),
    ]
    first = next(part for part in paper.body if part.lead == "Điều 1.")
    assert first.text == (
        "Công nhận 02 học viên hoàn thành chương trình bồi dưỡng nhận thức về Đảng, lớp bồi dưỡng nhận thức về Đảng khóa 5"
        " năm 2022, học từ ngày 07/03/2022 đến ngày 11/03/2022 (có danh sách kèm theo), trong đó: xuất sắc 01 học viên,"
        " khá 01 học viên."
    )


def test_opening_rests_on_what_the_rows_and_the_centre_say(one):
    factories.make_decision(one.centre, number="03-QĐ/ĐU", lines=[("nhan-thuc-ve-dang", 2, None)])
    changed = {"kind": "adjustment", "number": "27-QĐ/ĐU", "decided_on": date(2022, 2, 20)}
    factories.make_decision(one.centre, lines=[("nhan-thuc-ve-dang", 3, None)], **changed)
    PaperSettings.objects.create(centre=one.centre, bases="- Căn cứ Quyết định số 12-QĐ/ĐU, ngày 05/7/2021.;")
    [paper] = made(one, "mo-lop")
    assert [part.text for part in paper.body if part.style == "basis"] == [
        "- Căn cứ Quyết định số 12-QĐ/ĐU, ngày 05/7/2021;",
        "- Căn cứ Quyết định số 03-QĐ/ĐU, ngày 10/01/2022 của Ban Thường vụ Đảng ủy về giao chỉ tiêu mở lớp năm 2022;",
        "- Căn cứ Quyết định số 27-QĐ/ĐU, ngày 20/02/2022 của Ban Thường vụ Đảng ủy về điều chỉnh chỉ tiêu mở lớp năm 2022;",
        "- Xét danh sách cử học viên của các đơn vị,",
    ]


def test_recognition_cites_the_rules_as_papers_are_cited(one):
    source = "Quyết định 1147-QĐ/BTGDVTW, ngày 01/12/2025, Điều 6 (theo bản tóm tắt)."
    AssessmentRules.objects.update(assumed=False, source=source)
    [paper] = made(one, "cong-nhan")
    bases = [part.text for part in paper.body if part.style == "basis"]
    assert bases[0] == "- Căn cứ Quyết định số 1147-QĐ/BTGDVTW, ngày 01/12/2025, Điều 6;"


def test_letters_go_to_each_unit_with_its_own_learners(one):
    found = [(letter.name, [e.learner.full_name for e in letter.enrolments]) for letter in letters_of(one)]
    assert found == [
        ("Chi bộ thôn Đông", ["Vũ Thị Ánh", "Lê Văn Đạt"]),
        ("Chi bộ Tây", ["Hồ Ngọc Bích"]),
        ("học viên không ghi đơn vị cử", ["An Văn An"]),
    ]
    letter = made(one, "gui-ket-qua")[1]
    text = " ".join(words_of_pdf(papers_pdf([letter])))
    assert "Bích" in text
    assert "Ánh" not in text


def test_every_learner_is_in_exactly_one_letter_however_units_are_written(centre, other_centre):
    dice = random.Random(9)  # noqa: S311  no secret
    top = factories.make_unit(centre, "Đảng bộ xã")
    units = [None, top, factories.make_unit(centre, "Chi bộ 1"), factories.make_unit(centre, "Chi bộ 1", parent=top)]
    names = ["", " ", "Chi bộ 1", "CHI BỘ 1", "chi bộ  1", "Chi bộ 2", "Đảng bộ xã", "-", "u1"]
    for number in range(10):
        one = factories.make_closed_class(centre, f"N-{number}")
        for _ in range(dice.randrange(1, 12)):
            unit, name = dice.choice(units), dice.choice(names)
            known = {"unit": unit} if unit else {}  # where none is chosen, the one that bears the name
            factories.enrol(one, **known, unit_name=name if unit else name.strip(), state=dice.choice(STATES))
        letters = letters_of(one)
        written = [enrolment.pk for letter in letters for enrolment in letter.enrolments]
        assert sorted(written) == sorted(one.enrolments.values_list("pk", flat=True))
        assert len({letter.key for letter in letters}) == len(letters)
        for letter in letters:
            assert len({enrolment.unit_id for enrolment in letter.enrolments if enrolment.unit_id}) <= 1


def test_report_of_a_class_names_its_lecturers_in_the_order_of_names(one, centre, other_centre):
    for day, lecturer in enumerate(make_lecturers(centre, other_centre), 7):
        factories.make_session(one, date(2022, 3, day), lecturer=lecturer)
    told = [part.text for kind, part in made(one, "bao-cao")[0].parts if kind == "line"]
    assert [text for text in told if text.startswith("Giảng viên: ")] == [f"Giảng viên: {', '.join(BY_NAME)}."]
