"""Upload, preview, saving and undoing of a list in the browser."""

import os
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learners.models import Enrolment, ImportBatch, Learner, RosterUpload
from tests import factories
from tests.learners.lists import page_of, preview_of, roster, upload

GOOD = "Lê Văn An;05/02/1990;Nam;001090000011;Chi bộ thôn Đông;Bí thư;0912345678"
WRONG = "Ngô Văn Sai;31/02/1990;Nam;;Công an xã;;"


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


def send(client, training_class, content, name="danh-sach.csv"):
    return client.post(page_of(training_class), {"file": SimpleUploadedFile(name, content)})


def errors_beside_file(response):
    return response.context["form"].errors.get("file", [])


def test_upload_leads_to_the_preview_and_stores_no_learner(client_of, clerk, training_class):
    response = send(client_of(clerk), training_class, roster(GOOD, WRONG))
    one = RosterUpload.objects.get()
    assert response.url == preview_of(one)
    assert (one.file_name, one.uploaded_by, one.training_class) == ("danh-sach.csv", clerk, training_class)
    assert not Learner.objects.filter(centre=training_class.centre).exists()


def test_upload_of_a_waiting_file_opens_it_again(client_of, clerk, training_class):
    client = client_of(clerk)
    first = send(client, training_class, roster(GOOD, WRONG)).url
    assert send(client, training_class, roster(GOOD, WRONG), name="khac.csv").url == first
    assert RosterUpload.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "beginning"),
    [
        ("danh-sach.xlsx", b"Day la mot doan van ban, khong phai bang tinh.\n" * 20, "Không tìm thấy cột họ tên"),
        ("anh.xlsx", os.urandom(200_000), "Đây không phải là tệp bảng tính"),
        ("rong.xlsx", b"", "Tệp rỗng, không có nội dung nào."),
        ("lon.xlsx", b"x" * (10 * 2**20 + 1), "Tệp lớn hơn 10 MB."),
        ("nhieu.xlsx", os.urandom(10 * 2**20), "Đây không phải là tệp bảng tính"),
        ("hong.xlsx", b"PK\x03\x04" + os.urandom(5000), "Tệp bị hỏng"),
        ("trong.csv", "Họ và tên;Ngày sinh\n".encode(), "Danh sách không có học viên nào"),
    ],
)
def test_upload_refused_in_one_sentence_beside_the_file(client_of, clerk, training_class, name, content, beginning):
    response = send(client_of(clerk), training_class, content, name)
    assert response.status_code == 200
    [error] = errors_beside_file(response)
    assert error.startswith(beginning), error
    assert not re.search(r"Error|Exception|zip", error)
    assert (RosterUpload.objects.count(), Learner.objects.filter(centre=training_class.centre).count()) == (0, 0)


def test_upload_of_nothing(client_of, clerk, training_class):
    response = client_of(clerk).post(page_of(training_class), {})
    assert errors_beside_file(response) == ["Hãy chọn tệp danh sách."]


def test_upload_refused_by_a_closed_class(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre)
    response = client_of(clerk).get(page_of(training_class))
    assert response.context["refusal"].startswith("Kết quả của lớp đã được công nhận ngày 11/03/2022")
    response = send(client_of(clerk), training_class, roster(GOOD))
    assert response.context["form"].non_field_errors() == [response.context["refusal"]]
    assert not RosterUpload.objects.exists()


def test_preview_shows_what_was_understood(client_of, clerk, training_class):
    one = upload(training_class, GOOD, WRONG, "Trần Thị Bưởi;;Nữ;;;;")
    preview = client_of(clerk).get(preview_of(one)).context["preview"]
    assert [(words, number) for _, words, number, _ in preview.counts] == [("học viên mới", 2), ("có lỗi", 1)]
    assert (preview.to_save, preview.looks, preview.header_line) == (2, 1, 1)
    assert preview.columns[0] == ("Họ và tên", "Họ và tên", "B")
    assert preview.lacking == [("thieu-birth", "1 dòng thiếu ngày sinh"), ("thieu-unit", "1 dòng thiếu đơn vị")]
    assert [(g.field, g.reason, g.severity, g.lines) for g in preview.groups] == [
        ("Ngày sinh", "Không có ngày 31/02/1990", "error", (3,))
    ]
    wrong = preview.rows[1]
    cells = {cell.label: cell for cell in wrong.cells}
    assert (wrong.css, cells["Ngày sinh, dòng 3"].typed) == ("row-error", "31/02/1990")
    assert [cell.input for cell in wrong.cells if cell.input] == ["o-3-birth"]


def test_preview_opens_a_whole_row_for_correction(client_of, clerk, training_class):
    one = upload(training_class, GOOD)
    response = client_of(clerk).get(preview_of(one) + "?sua=2")
    [row] = response.context["preview"].rows
    assert [cell.input for cell in row.cells] == [
        f"o-2-{name}"
        for name in ("full_name", "birth", "gender", "national_id", "unit", "position", "phone", "party_joined")
    ]
    assert row.choices == [("", "lưu"), ("leave", "bỏ dòng này")]


@pytest.mark.parametrize("line", ["9" * 6, "9" * 5000, "²", "x", "-1"])
def test_preview_of_a_line_that_is_none(client_of, clerk, training_class, line):
    one = upload(training_class, GOOD)
    assert [row.is_open for row in client_of(clerk).get(preview_of(one), {"sua": line}).context["preview"].rows] == [
        False
    ]


def test_correction_drops_what_no_database_stores(client_of, clerk, training_class):
    one = upload(training_class, WRONG)
    client_of(clerk).post(preview_of(one), {"o-2-birth": "28/02/1990\x00"})
    one.refresh_from_db()
    assert one.corrections == [[2, "birth", "28/02/1990"]]


def test_preview_groups_problems_that_are_alike(client_of, clerk, training_class):
    lines = [f"Lê Văn {name};31/0{month}/1990;Nam;;Công an xã;;" for name, month in zip("AĂÂB", "2469", strict=True)]
    one = upload(training_class, *lines)
    [group] = client_of(clerk).get(preview_of(one)).context["preview"].groups
    assert (group.reason, group.lines) == ("Không có ngày …", (2, 3, 4, 5))


def test_correcting_a_cell_then_saving(client_of, clerk, training_class):
    client, one = client_of(clerk), upload(training_class, GOOD, WRONG)
    corrected = client.post(preview_of(one), {"o-3-birth": "28/02/1990", "viec": "luu"}, follow=True)
    assert not Enrolment.objects.filter(training_class=training_class).exists()  # shown once more before saving
    assert corrected.context["preview"].to_save == 2
    saved = client.post(preview_of(one), {"viec": "luu", "o-3-birth": "28/02/1990"}, follow=True)
    assert [str(message) for message in saved.context["messages"]] == ["Đã lưu 2 học viên vào lớp."]
    assert saved.context["counts"].learners == 2
    assert [
        birth for (birth,) in training_class.enrolments.order_by("roll_number").values_list("learner__birth_date")
    ] == [
        date(1990, 2, 5),
        date(1990, 2, 28),
    ]


def test_saving_says_what_waits_and_twice_is_harmless(client_of, clerk, training_class):
    client, one = client_of(clerk), upload(training_class, GOOD, WRONG)
    for sentence in (
        "Đã lưu 1 học viên vào lớp. Không lưu: 1 dòng có lỗi.",
        "Không có dòng mới nào để lưu. Không lưu: 1 dòng đã lưu từ tệp này, 1 dòng có lỗi.",
    ):
        response = client.post(preview_of(one), {"viec": "luu"}, follow=True)
        assert [str(message) for message in response.context["messages"]] == [sentence]
    assert training_class.enrolments.count() == 1
    assert response.context["earlier"] == ImportBatch.objects.get()


def test_saving_an_upload_that_is_gone(client_of, clerk, training_class):
    client, one = client_of(clerk), upload(training_class, GOOD)
    client.post(preview_of(one), {"viec": "luu"})
    response = client.post(preview_of(one), {"viec": "luu"}, follow=True)
    assert "Danh sách này đã được lưu hết hoặc đã bỏ." in [str(message) for message in response.context["messages"]]
    assert training_class.enrolments.count() == 1


def test_same_file_again_saves_nobody_twice(client_of, clerk, training_class):
    client = client_of(clerk)
    for _ in range(2):
        address = send(client, training_class, roster(GOOD)).url
        client.post(address, {"viec": "luu"})
    assert (training_class.enrolments.count(), Learner.objects.filter(centre=training_class.centre).count()) == (1, 1)


def test_leaving_a_line_out(client_of, clerk, training_class):
    client, one = client_of(clerk), upload(training_class, GOOD, WRONG)
    client.post(preview_of(one), {"ai-3": "leave", "viec": "sua"})
    client.post(preview_of(one), {"viec": "luu", "ai-3": "leave"})
    assert training_class.enrolments.count() == 1
    assert not RosterUpload.objects.exists()


def test_all_doubtful_are_the_same_people(client_of, clerk, training_class):
    known = factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990)
    client, one = client_of(clerk), upload(training_class, GOOD)
    assert client.get(preview_of(one)).context["preview"].single_doubts == 1
    client.post(preview_of(one), {"viec": "cung-nguoi"})
    client.post(preview_of(one), {"viec": "luu"})
    assert training_class.enrolments.get().learner == known


def test_another_citizen_number_is_looked_at_by_itself(client_of, clerk, training_class):
    factories.make_learner(training_class.centre, "Lê Văn An", birth_date=date(1990, 2, 5), national_id="001090000099")
    client, one = client_of(clerk), upload(training_class, GOOD)
    preview = client.get(preview_of(one)).context["preview"]
    assert ([row.label for row in preview.rows], preview.single_doubts) == (["chưa rõ là ai"], 0)
    client.post(preview_of(one), {"viec": "cung-nguoi"})
    one.refresh_from_db()
    assert one.decisions == {}


def test_what_is_saved_is_not_asked_again(client_of, clerk, training_class):
    factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990)
    client, one = client_of(clerk), upload(training_class, GOOD, WRONG)
    client.post(preview_of(one), {"ai-2": "new", "viec": "sua"})
    before = client.get(preview_of(one)).context["preview"].rows
    client.post(preview_of(one), {"viec": "luu"})
    after = client.get(preview_of(one)).context["preview"].rows
    assert [(bool(row.choices), row.label) for row in before] == [(True, "học viên mới"), (True, "có lỗi")]
    assert [(bool(row.choices), row.label) for row in after] == [(False, "đã lưu từ tệp này"), (True, "có lỗi")]


def test_decision_for_another_centres_learner_is_not_taken(client_of, clerk, training_class, other_centre):
    factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990)
    one = upload(training_class, GOOD)
    client_of(clerk).post(preview_of(one), {"ai-2": str(other_centre.learners.first().pk), "viec": "luu"})
    one.refresh_from_db()
    assert (one.decisions, training_class.enrolments.count()) == ({}, 0)


def test_preview_only_of_lines_that_need_a_look(client_of, clerk, training_class):
    one = upload(training_class, GOOD, WRONG)
    preview = client_of(clerk).get(preview_of(one) + "?xem=can-xem").context["preview"]
    assert [row.planned.line for row in preview.rows] == [3]
    assert preview.to_save == 1


def test_discard_upload(client_of, clerk, training_class):
    one = upload(training_class, GOOD)
    client_of(clerk).post(reverse("learners:discard_upload", args=[training_class.pk, one.pk]))
    assert not RosterUpload.objects.exists()


def test_undo_takes_the_list_back(client_of, clerk, training_class):
    client = client_of(clerk)
    client.post(preview_of(upload(training_class, GOOD)), {"viec": "luu"})
    batch = ImportBatch.objects.get()
    page = client.get(page_of(training_class))
    assert [(one.file_name, one.places) for one in page.context["batches"]] == [("danh-sach.csv", 1)]
    address = reverse("learners:undo", args=[training_class.pk, batch.pk])
    assert client.get(address).context["blockers"] == []
    assert training_class.enrolments.count() == 1  # asking does nothing
    client.post(address)
    assert (training_class.enrolments.count(), Learner.objects.filter(centre=training_class.centre).count()) == (0, 0)


def test_undo_lists_what_blocks(client_of, clerk, training_class):
    client = client_of(clerk)
    client.post(preview_of(upload(training_class, GOOD)), {"viec": "luu"})
    batch = ImportBatch.objects.get()
    factories.Result.objects.create(enrolment=training_class.enrolments.get(), mark=8)
    response = client.post(reverse("learners:undo", args=[training_class.pk, batch.pk]), follow=True)
    assert response.context["blockers"] == ["01 học viên đã có kết quả: Lê Văn An."]
    assert "hoặc chỉ đưa những người nhập nhầm ra" in response.content.decode()
    assert training_class.enrolments.count() == 1


@pytest.fixture
def pages(training_class):
    one = upload(training_class, GOOD)
    batch = ImportBatch.objects.create(training_class=training_class, file_name="cu.csv", sha256="0" * 64)
    args = [training_class.pk]
    return {
        page_of(training_class): {"GET", "POST"},
        preview_of(one): {"GET", "POST"},
        reverse("learners:discard_upload", args=[*args, one.pk]): {"POST"},
        reverse("learners:undo", args=[*args, batch.pk]): {"GET", "POST"},
    }


@pytest.mark.parametrize(
    ("who", "status"), [("outsider", 404), ("lecturer", 403), ("reviewer", 403), ("host_reviewer", 403)]
)
def test_pages_are_for_those_who_enter_the_centres_data(request, client_of, pages, who, status):
    client = client_of(request.getfixturevalue(who))
    for address, methods in pages.items():
        for method in methods:
            assert getattr(client, method.lower())(address).status_code == status, (method, address)
    assert (RosterUpload.objects.count(), ImportBatch.objects.count()) == (1, 1)


def test_pages_take_no_other_method(client_of, clerk, pages):
    client = client_of(clerk)
    for address, methods in pages.items():
        assert client.put(address).status_code == 405
        if "GET" not in methods:
            assert client.get(address).status_code == 405


def test_upload_of_another_class_is_not_found_here(client_of, clerk, centre, training_class):
    elsewhere = upload(factories.make_class(centre, "L-02"), GOOD)
    address = reverse("learners:roster_preview", args=[training_class.pk, elsewhere.pk])
    assert client_of(clerk).post(address, {"viec": "luu"}).url == page_of(training_class)
    client_of(clerk).post(reverse("learners:discard_upload", args=[training_class.pk, elsewhere.pk]))
    assert RosterUpload.objects.get() == elsewhere


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_queries_do_not_grow(client_of, clerk, training_class, rows, django_assert_num_queries):
    client = client_of(clerk)
    one = upload(training_class, *[f"Người Số {n};199{n};Nam;00109000001{n};Công an xã;;" for n in range(rows)])
    client.get(preview_of(one))
    with django_assert_num_queries(PREVIEW_QUERIES):
        client.get(preview_of(one))


PREVIEW_QUERIES = 15


def test_the_way_back_to_the_preview_stays_short(client_of, clerk, training_class):
    client = client_of(clerk)
    address = send(client, training_class, roster(GOOD, WRONG)).url
    response = client.post(address, {"viec": "sua", "trang": "x" * 5000, "xem": "y" * 5000})
    assert response.url == f"{address}?xem={'y' * 20}&trang={'x' * 20}"
