"""Changing many classes at once: the preview, what is left out and why, doing it, taking it back."""

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from centres import bulk
from centres.models import BulkAction
from classes.models import TrainingClass
from tests.factories import make_class, make_closed_class

LIST, BULK = reverse("classes:list"), reverse("classes:bulk")


@pytest.fixture
def classes(centre, other_centre):
    joint = {"ownership": "joint", "partner": "Trường Chính trị tỉnh"}
    return [
        make_class(centre, "A-1", place="Nhà văn hóa"),
        make_closed_class(centre, "A-2", **joint),
        make_class(centre, "A-3", opened_on=date(2022, 5, 1), **joint),
        make_closed_class(centre, "A-4", recognised_on=None, considered_for_titles=True),
    ]


def prepared(client, key, query="", **more):
    """The record that the list's form leads to."""
    answer = client.post(f"{BULK}{query}", {"viec": key, "pham-vi": "tat-ca"} | more)
    return BulkAction.objects.get(pk=answer["Location"].strip("/").split("/")[-1])


def page_of(action):
    return reverse("centres:bulk", args=[action.pk])


def given(client, action, **values):
    """The preview's outcome after these values were typed."""
    assert client.post(page_of(action), values).status_code == 302
    return client.get(page_of(action)).context["outcome"]


def stored_values():
    return list(TrainingClass.objects.order_by("pk").values())


def test_place_of_all_filtered_classes_is_written_and_taken_back(client_of, clerk, classes, centre):
    client, before = client_of(clerk), stored_values()
    action = prepared(client, "lop-dia-diem", "?nam=2022&trang-thai=open")
    assert action.scope == "2 lớp đang lọc (Năm: 2022; Trạng thái: Đang học)"
    outcome = given(client, action, place="  Hội trường   xã ")
    assert [(c["name"], c["words"]) for c in outcome.changes] == [
        ("A-3 – Lớp A-3", [["địa điểm", "trống", "Hội trường xã"]]),
        ("A-1 – Lớp A-1", [["địa điểm", "Nhà văn hóa", "Hội trường xã"]]),
    ]
    assert stored_values() == before
    answer = client.post(page_of(action), {"ap-dung": "1", "da-xem": outcome.digest})
    assert answer["Location"] == f"{LIST}?nam=2022&trang-thai=open"
    assert list(centre.classes.order_by("code").values_list("place", flat=True)) == [
        *("Hội trường xã", "", "Hội trường xã", "")
    ]
    assert LogEntry.objects.get_for_object(classes[0]).first().changes == {"place": ["Nhà văn hóa", "Hội trường xã"]}
    assert "Xem lại hoặc hoàn tác" in client.get(answer["Location"]).text
    client.post(reverse("centres:undo_bulk", args=[action.pk]))
    assert stored_values() == before
    action.refresh_from_db()
    assert (action.made_by, action.undone_by, action.title) == (clerk, clerk, "Ghi địa điểm: Hội trường xã")


def test_ticked_rows_of_another_centre_are_no_rows(client_of, clerk, classes, other_centre):
    foreign = other_centre.classes.get()
    action = prepared(
        client_of(clerk), "lop-dia-diem", **{"pham-vi": "da-chon", "chon": [classes[0].pk, foreign.pk, "x"]}
    )
    assert (action.rows, action.scope) == ([classes[0].pk], "1 lớp đã đánh dấu")


def test_what_a_single_edit_refuses_is_left_out_with_its_reason(client_of, clerk, classes):
    client = client_of(clerk)
    outcome = given(client, prepared(client, "lop-don-vi-phoi-hop"), partner="Ban Tổ chức")
    assert [c["name"] for c in outcome.changes] == ["A-3 – Lớp A-3"]
    assert outcome.left_out == [
        ["A-1 – Lớp A-1", "Lớp do trung tâm chủ trì, không ghi đơn vị phối hợp."],
        ["A-2 – Lớp A-2", "Kết quả của lớp đã được công nhận nên mục này không sửa được nữa."],
        ["A-4 – Lớp A-4", "Lớp do trung tâm chủ trì, không ghi đơn vị phối hợp."],
    ]


def test_title_stands_only_where_it_may(client_of, clerk, classes):
    client = client_of(clerk)
    outcome = given(client, prepared(client, "lop-danh-hieu"), titled="dat")
    assert [(c["name"], c["words"][0][1:]) for c in outcome.changes] == [("A-4 – Lớp A-4", ["chưa ghi", "đạt"])]
    assert [reason for _, reason in outcome.left_out] == [
        "Lớp chưa kết thúc nên chưa ghi danh hiệu.",
        "Lớp chưa kết thúc nên chưa ghi danh hiệu.",
        "Lớp không xét danh hiệu.",
    ]


def test_what_changed_after_the_preview_is_shown_first(client_of, clerk, classes):
    client = client_of(clerk)
    action = prepared(client, "lop-dia-diem")
    outcome = given(client, action, place="Hội trường")
    TrainingClass.objects.filter(pk=classes[0].pk).update(place="Chỗ khác")
    answer = client.post(page_of(action), {"ap-dung": "1", "da-xem": outcome.digest}, follow=True)
    assert "Có người vừa sửa các dòng này." in answer.text
    assert set(TrainingClass.objects.values_list("place", flat=True)) == {"Chỗ khác", ""}


def test_undo_is_refused_whole_when_a_row_was_changed_since(client_of, clerk, classes):
    client = client_of(clerk)
    action = prepared(client, "lop-ke-hoach")
    outcome = given(client, action, outside="co")
    assert outcome.changes[0]["words"] == [["ngoài kế hoạch", "không", "có"]]
    client.post(page_of(action), {"ap-dung": "1", "da-xem": outcome.digest})
    TrainingClass.objects.filter(pk=classes[0].pk).update(outside_plan=False)
    answer = client.post(reverse("centres:undo_bulk", args=[action.pk]))
    assert answer.context["problems"] == ["A-1 – Lớp A-1: ngoài kế hoạch đã được sửa sau lần thay đổi này."]
    assert TrainingClass.objects.filter(outside_plan=True).count() == 3
    action.refresh_from_db()
    with pytest.raises(ValidationError, match="áp dụng rồi"):
        bulk.apply(bulk=action, seen=outcome.digest, user=clerk)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"viec": "x"}, "Chưa chọn việc cần làm."),
        ({"viec": "lop-dia-diem", "pham-vi": "da-chon"}, "Chưa chọn dòng nào"),
    ],
)
def test_form_without_act_or_rows_leads_back_and_says_so(client_of, clerk, classes, sent, said):
    assert said in client_of(clerk).post(f"{BULK}?tim=lop", sent, follow=True).text
    assert not BulkAction.objects.exists()


def test_only_writers_change_and_only_their_own_drafts_show(client_of, clerk, director, lecturer, classes):
    assert client_of(lecturer).post(BULK, {"viec": "lop-dia-diem"}).status_code == 403
    action = prepared(client_of(clerk), "lop-dia-diem")
    assert client_of(director).get(page_of(action)).status_code == 404
    assert "Thay đổi nhiều lớp" not in client_of(lecturer).get(LIST).text
