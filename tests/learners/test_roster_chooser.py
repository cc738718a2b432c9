"""How a list is read as people say: the preview's chooser, what is remembered, words as rows, pasted cells."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learners.models import RosterLayout, RosterUpload, RosterWord
from learners.roster import DEFAULT, Choice, read_roster
from learners.roster.words import SHIPPED_PATTERNS
from learners.roster_lexicon import install_missing_headings, words_for
from learners.roster_plan import plan_roster
from tests import factories
from tests.learners.lists import page_of, preview_of

TODAY = date(2026, 3, 2)
ODD = "Đoàn đi học;;;\nTT;Người được cử;Ngày;Chỗ làm\n1;Lê Văn An;05/02/1990;Chi bộ Đông\n2;Vũ Thị Ba;1985;Chi bộ Tây\n"


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


def send(client, training_class, text, **more):
    given = {"file": SimpleUploadedFile("ds.csv", text.encode())} | more
    response = client.post(page_of(training_class), given)
    assert response.status_code == 302, response.context["form"].errors
    return RosterUpload.objects.order_by("pk").last()


def choose(client, one, **given):
    return client.post(preview_of(one), {"viec": "cach-hieu", **given}, follow=True)


COLUMNS = {"cot-A": "number", "cot-B": "full_name", "cot-C": "birth", "cot-D": "unit"}


def test_a_list_without_known_headings_is_guessed_and_explained_on_its_page(client_of, clerk, training_class):
    client = client_of(clerk)
    one = send(client, training_class, ODD)
    page = client.get(preview_of(one))
    assert "đã đoán theo nội dung" in page.text
    page = choose(client, one, **{"dong-tieu-de": "1"})
    assert page.context["file_error"].startswith("Không tìm thấy cột họ tên")
    page = choose(client, one, **{"dong-tieu-de": "2"})
    assert [(c.seen.letter, c.seen.heading) for c in page.context["chooser"].columns][1] == ("B", "Người được cử")
    page = choose(client, one, **{"dong-tieu-de": "2"}, **COLUMNS)
    assert page.context["preview"].to_save == 2
    rows = plan_roster(RosterUpload.objects.get(pk=one.pk)).reading.rows
    assert [(r.line, r.full_name, r.birth, r.unit) for r in rows] == [
        (3, "Lê Văn An", "1990-02-05", "Chi bộ Đông"),
        (4, "Vũ Thị Ba", "1985", "Chi bộ Tây"),
    ]


def test_a_choice_is_remembered_for_the_headings_said_and_forgotten(client_of, clerk, training_class):
    client = client_of(clerk)
    choose(client, send(client, training_class, ODD), nho="on", **{"dong-tieu-de": "2"}, **COLUMNS)
    later = send(client, training_class, ODD + "3;Hà Văn Ca;1990;Chi bộ Nam\n")
    page = client.get(preview_of(later))
    assert (page.context["preview"].to_save, later.recalled) == (3, RosterLayout.objects.get())
    assert "Đọc theo cách đã nhớ cho dòng tiêu đề này" in page.text
    assert "Cách hiểu danh sách đã nhớ (1)" in client.get(reverse("learners:roster", args=[training_class.pk])).text
    client.post(reverse("learners:forget_layout", args=[training_class.pk, later.recalled_id]))
    after = send(client, training_class, ODD + "4;Hà Văn Dư;1990;Chi bộ Nam\n")
    assert (after.recalled, after.layout["guessed"], RosterLayout.objects.count()) == (None, True, 0)


def test_a_units_layout_is_its_own_and_knows_single_headings(client_of, clerk, centre, training_class):
    client, unit, other = client_of(clerk), factories.make_unit(centre), factories.make_unit(centre, "Chi bộ khác")
    one = send(client, training_class, "STT;Họ và tên;NS;Nơi ở\n1;Lê Văn An;1990;Chi bộ Đông\n", unit=unit.pk)
    choose(client, one, nho="on", **{"cot-D": "unit"})
    assert RosterLayout.objects.get().unit == unit
    text = "STT;Họ và tên;Năm sinh;Giới tính;Nơi ở\n1;Lê Văn Bé;1991;Nam;Chi bộ Tây\n"
    same, of_other = send(client, training_class, text, unit=unit.pk), None
    assert plan_roster(same).reading.rows[0].unit == "Chi bộ Tây"
    same.delete()
    of_other = send(client, training_class, text, unit=other.pk)
    assert (of_other.recalled, plan_roster(of_other).reading.rows[0].unit) == (None, None)


def test_corrections_stay_where_they_still_fit(client_of, clerk, training_class):
    client = client_of(clerk)
    text = "STT;Họ và tên;Ngày sinh;Ngày khác\n1;Lê Văn Anh;31/02/1990;05/02/1990\n"
    one = send(client, training_class, text)
    client.post(preview_of(one), {"o-2-birth": "28/02/1990", "o-2-full_name": "Lê Văn Ánh", "viec": "sua"})
    choose(client, one, **{"cot-C": "", "cot-D": "birth"})
    one.refresh_from_db()
    [row] = plan_roster(one).reading.rows
    assert (one.corrections, row.full_name, row.birth) == ([[2, "full_name", "Lê Văn Ánh"]], "Lê Văn Ánh", "1990-02-05")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"cot-B": ""}, "Chưa cột nào là họ và tên. Hãy chọn cột có họ tên học viên."),
        ({"cot-A": "birth"}, "Hai cột cùng được chọn là “Ngày sinh”. Hãy để lại một cột, cột kia chọn “bỏ qua”."),
    ],
)
def test_a_choice_that_cannot_be(client_of, clerk, training_class, given, sentence):
    client = client_of(clerk)
    one = send(client, training_class, "STT;Họ và tên;Ngày sinh\n1;Lê Văn An;1990\n")
    page = choose(client, one, **given)
    one.refresh_from_db()
    assert ([str(m) for m in page.context["messages"]], one.layout) == ([sentence], {})


def test_always_makes_the_heading_a_word_of_the_centre(client_of, clerk, centre, training_class, other_centre):
    client = client_of(clerk)
    one = send(client, training_class, "STT;Họ và tên;Chỗ làm\n1;Lê Văn An;Chi bộ Đông\n")
    choose(client, one, luon="on", **{"cot-C": "unit"})
    word = RosterWord.objects.get(centre=centre)
    assert (word.text, word.meaning, RosterLayout.objects.count()) == ("Chỗ làm", "unit", 0)
    assert words_for(centre).heading_of("CHỖ LÀM:") == ("unit", 0)
    assert words_for(other_centre).heading_of("Chỗ làm") is None
    client.post(reverse("learners:forget_heading", args=[training_class.pk, word.pk]))
    assert not RosterWord.objects.filter(centre=centre).exists()


@pytest.mark.parametrize(
    ("model", "name", "given"),
    [
        (RosterLayout, "forget_layout", {"header_text": "Lạ"}),
        (RosterWord, "forget_heading", {"kind": "heading", "text": "Lạ"}),
    ],
)
def test_another_centres_memory_is_out_of_reach(client_of, outsider, centre, other_centre, model, name, given):
    row = model.objects.create(centre=centre, **given)
    own = factories.make_class(other_centre, "BM-02")
    client_of(outsider).post(reverse(f"learners:{name}", args=[own.pk, row.pk]))
    assert (model.objects.filter(pk=row.pk).exists(), model.objects.for_user(outsider).exists()) == (True, False)


@pytest.mark.parametrize(
    ("kind", "text", "meaning", "field"),
    [
        ("pattern", "(ho ten", "full_name", "text"),
        ("heading", "Họ", "ho", "meaning"),
        ("gender", "Trai", "m", "meaning"),
    ],
)
def test_a_word_that_means_nothing_is_refused(db, kind, text, meaning, field):
    with pytest.raises(ValidationError) as refused:
        RosterWord(kind=kind, text=text, meaning=meaning).full_clean()
    assert list(refused.value.message_dict) == [field]


@pytest.mark.django_db
def test_installed_words_are_the_shipped_ones(centre):
    assert words_for(centre) == DEFAULT
    RosterWord.objects.all().delete()
    assert words_for(centre) == DEFAULT


def test_headings_learned_since_are_added_once(centre):
    late = SHIPPED_PATTERNS[-1][2]
    RosterWord.objects.filter(text=late).delete()
    for _ in range(2):
        install_missing_headings(RosterWord)
    assert RosterWord.objects.filter(text=late).count() == 1
    assert set(words_for(centre).patterns) == set(DEFAULT.patterns)


def test_there_are_54_ethnic_groups_and_each_alias_is_one():
    assert len(set(DEFAULT.ethnic_groups.values())) == 54
    data = "Họ và tên;Dân tộc;Tình trạng đảng viên\nLê An;H’MÔNG;Dự bị\nVũ Ba;Khơ me;Đảng viên\nHà Ca;kinh;quần chúng\nLò Di;Hmoong;ĐVCT\n"
    reading = read_roster(data.encode(), "", TODAY)
    assert [(r.ethnicity, r.party_status) for r in reading.rows] == [
        ("Mông", "probationary"),
        ("Khmer", None),
        ("Kinh", "none"),
        ("Hmoong", "full"),
    ]
    assert [(p.line, p.field) for p in reading.problems] == [
        (None, "ethnicity"),
        (3, "party_status"),
        (5, "ethnicity"),
    ]


def test_a_chosen_sheet_and_names_in_two_columns():
    data = "a;b;c\nLê Văn;An;1990\nVũ Thị;Ba;1985\n".encode()
    choice = Choice("", 0, {"A": "family_name", "B": "given_name", "C": "birth"})
    rows = read_roster(data, "", TODAY, choice=choice).rows
    assert [(r.line, r.full_name) for r in rows][-2:] == [(2, "Lê Văn An"), (3, "Vũ Thị Ba")]


PASTED = "1\tLê Văn An\t05/02/1990\t001090000011\tChi bộ Đông\n2\tVũ Thị Ba\t07/08/1985\t1185000012\tChi bộ Tây\n"


@pytest.mark.parametrize("heading", ["", "STT\tHọ và tên\tNgày sinh\tSố định danh\tĐơn vị\n"])
def test_pasted_cells_with_and_without_headings(client_of, clerk, training_class, heading):
    client = client_of(clerk)
    response = client.post(page_of(training_class), {"pasted": "1", "dan-text": heading + PASTED})
    one = RosterUpload.objects.get()
    assert (response.url, one.file_name) == (preview_of(one), "Dán từ Excel")
    rows = plan_roster(one).reading.rows
    assert [(r.full_name, r.birth, r.national_id, r.unit) for r in rows] == [
        ("Lê Văn An", "1990-02-05", "001090000011", "Chi bộ Đông"),
        ("Vũ Thị Ba", "1985-08-07", "001185000012", "Chi bộ Tây"),
    ]
    assert ("đã đoán theo nội dung" in client.get(response.url).text) == (not heading)


def test_nothing_pasted_is_said_beside_the_box(client_of, clerk, training_class):
    response = client_of(clerk).post(page_of(training_class), {"pasted": "1", "dan-text": ""})
    assert response.context["paste"].errors["text"] == ["Hãy dán các ô chép từ Excel."]
    assert not response.context["form"].is_bound


def test_counts_and_groups_lead_to_their_rows(client_of, clerk, training_class):
    client = client_of(clerk)
    text = "STT;Họ và tên;Ngày sinh\n1;Lê An;31/02/1990\n2;Vũ Ba;31/04/1990\n3;Hà Ca;\n4;Lò Di;1990\n"
    one = send(client, training_class, text)
    preview = client.get(preview_of(one)).context["preview"]
    [group] = preview.groups

    def lines(key):
        return [row.planned.line for row in client.get(preview_of(one), {"xem": key}).context["preview"].rows]

    assert (group.reason, lines(group.key)) == ("Không có ngày …", [2, 3])
    assert (lines("wrong"), lines("new"), lines("thieu-birth"), lines("la")) == ([2, 3], [4, 5], [4], [2, 3, 4, 5])
