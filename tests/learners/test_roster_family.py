"""The file of errors, corrected in Excel and sent again: every row of the first list comes in once, and can be taken back."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from learners.actions.roster import save_roster, undo_import
from learners.actions.uploads import correct_upload, store_upload
from learners.models import ImportBatch, Learner, RosterUpload
from learners.roster_errors import error_workbook
from learners.roster_forms import RosterFileForm
from learners.roster_plan import LEAVE_OUT, Outcome, plan_roster
from tests import factories
from tests.dumps import changes, dump
from tests.learners.rosters import saved, xlsx

LIST = [
    ["DANH SÁCH HỌC VIÊN"],
    ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Chi bộ"],
    [1, "Lê Văn An", "05/02/1990", "Nam", "001090000011", "Chi bộ Đông"],
    [2, "Ngô Văn Sai", "31/02/1990", "Nam", None, "Chi bộ Đông"],
    [3, "Vũ Thị Kép", "1985", "Cả hai", None, "Chi bộ Tây"],
    [4, "Hà Thị Ca", None, "Nữ", None, "Chi bộ Tây"],
    [5, "Hồ Bích", "1991", "Nữ", None, "Chi bộ Nam"],
]


@pytest.fixture
def training_class(centre, other_centre):
    """A class, and a learner whom the list's last row may mean."""
    before = factories.make_class(centre, "CU-01")
    factories.enrol(before, factories.make_learner(centre, "Hồ Bích", birth_year=1991), unit_name="Chi bộ Bắc")
    factories.make_learner(centre, "Hồ Bích", birth_date=None)
    return factories.make_class(centre)


def sent(training_class, user, content, name="ds.xlsx"):
    """A file sent on the page and stored for its preview."""
    file = SimpleUploadedFile(name, content)
    form = RosterFileForm({}, {"file": file}, training_class=training_class, user=user)
    assert form.is_valid(), form.errors
    return store_upload(
        training_class=training_class, file_name=name, content=form.content, user=user, reading=form.reading
    )


def errors_of(upload, every=False, **cells):
    """The file of errors as somebody sends it back, with cells changed in Excel."""
    workbook = load_workbook(BytesIO(error_workbook(plan_roster(upload), upload, every=every)))
    for place, text in cells.items():
        workbook.worksheets[0][place] = text
    return saved(workbook)


def outcomes(upload):
    return {row.row.full_name if row.row else row.line: row.outcome.value for row in plan_roster(upload).rows}


def names(training_class):
    return list(training_class.enrolments.order_by("roll_number").values_list("learner__full_name", flat=True))


def waiting(training_class):
    return [
        one.file_name for one in RosterUpload.objects.waiting().filter(training_class=training_class).order_by("pk")
    ]


@pytest.fixture
def first(training_class, clerk):
    """The list, its good rows saved; the rows 4, 5 and 7 wait."""
    upload = sent(training_class, clerk, xlsx(*LIST))
    assert save_roster(upload=upload, user=clerk).saved == 2
    assert [row.line for row in plan_roster(upload).waiting] == [4, 5, 7]
    return upload


def test_the_corrected_file_takes_the_waiting_rows_and_closes_the_old_list(training_class, clerk, first):
    corrected = sent(training_class, clerk, errors_of(first, C2="28/02/1990", D3="Nữ"), "sua.xlsx")
    assert outcomes(corrected) == {"Ngô Văn Sai": "new", "Vũ Thị Kép": "new", "Hồ Bích": "doubtful"}
    correct_upload(upload=corrected, cells={}, decisions={4: "new"})
    corrected.refresh_from_db()
    done = save_roster(upload=corrected, user=clerk)
    assert (done.saved, [(one.file_name, left) for one, left in done.relatives]) == (3, [("ds.xlsx", 0)])
    assert names(training_class) == ["Lê Văn An", "Hà Thị Ca", "Ngô Văn Sai", "Vũ Thị Kép", "Hồ Bích"]
    assert waiting(training_class) == []


def test_the_old_list_shrinks_to_what_is_still_wrong(training_class, clerk, first):
    corrected = sent(training_class, clerk, errors_of(first, C2="28/02/1990"), "sua.xlsx")
    assert [left for _, left in save_roster(upload=corrected, user=clerk).relatives] == [2]
    assert [row.line for row in plan_roster(first).waiting] == [5, 7]
    assert waiting(training_class) == ["ds.xlsx", "sua.xlsx"]
    again = sent(training_class, clerk, errors_of(corrected, D2="Nữ"), "sua-2.xlsx")
    assert outcomes(again) == {"Vũ Thị Kép": "new", "Hồ Bích": "doubtful"}
    correct_upload(upload=again, cells={}, decisions={3: LEAVE_OUT})
    again.refresh_from_db()
    save_roster(upload=again, user=clerk)
    assert names(training_class) == ["Lê Văn An", "Hà Thị Ca", "Ngô Văn Sai", "Vũ Thị Kép"]
    assert [row.line for row in plan_roster(first).waiting] == [7]


def test_what_is_corrected_on_the_page_is_no_longer_taken_from_the_file(training_class, clerk, first):
    corrected = sent(training_class, clerk, errors_of(first, C2="28/02/1990", D3="Nữ"), "sua.xlsx")
    correct_upload(upload=first, cells={(4, "birth"): "28/02/1990"}, decisions={})
    first.refresh_from_db()
    save_roster(upload=first, user=clerk)
    assert outcomes(corrected) == {"Ngô Văn Sai": "saved", "Vũ Thị Kép": "new", "Hồ Bích": "doubtful"}


def test_a_file_of_all_rows_doubles_nobody_and_leaves_out_whom_the_list_left_out(training_class, clerk, first):
    correct_upload(upload=first, cells={}, decisions={5: LEAVE_OUT})
    first.refresh_from_db()
    corrected = sent(training_class, clerk, errors_of(first, every=True, C3="28/02/1990"), "sua.xlsx")
    assert list(outcomes(corrected).values()) == ["saved", "new", "left-out", "saved", "doubtful"]
    save_roster(upload=corrected, user=clerk)
    save_roster(upload=corrected, user=clerk)
    assert names(training_class) == ["Lê Văn An", "Hà Thị Ca", "Ngô Văn Sai"]


def test_a_copied_row_is_another_person_and_rows_may_change_places(training_class, clerk, first):
    workbook = load_workbook(BytesIO(errors_of(first, C2="28/02/1990", D3="Nữ")))
    sheet = workbook.worksheets[0]
    sheet.append([cell.value for cell in sheet[2]])
    sheet["B5"] = "Ngô Văn Thêm"
    sheet.move_range("A3:H3", rows=4)
    corrected = sent(training_class, clerk, saved(workbook), "sua.xlsx")
    assert plan_roster(corrected).reading.origins == {2: 4, 4: 7, 7: 5}
    save_roster(upload=corrected, user=clerk)
    assert names(training_class)[2:] == ["Ngô Văn Sai", "Ngô Văn Thêm", "Vũ Thị Kép"]
    assert [row.line for row in plan_roster(first).waiting] == [7]


@pytest.mark.parametrize("order", [["sua.xlsx", "ds.xlsx"], ["ds.xlsx", "sua.xlsx"]])
def test_each_batch_is_undone_exactly(training_class, clerk, order):
    start = dump()
    upload = sent(training_class, clerk, xlsx(*LIST))
    stored = dump()
    save_roster(upload=upload, user=clerk)
    middle = dump()
    content = errors_of(upload, C2="28/02/1990", D3="Nữ", B4="Hồ Thị Bích")
    corrected = sent(training_class, clerk, content, "sua.xlsx")
    save_roster(upload=corrected, user=clerk)
    assert waiting(training_class) == []
    for name in order:
        undo_import(batch=ImportBatch.objects.get(file_name=name))
        if name == "sua.xlsx" and order[0] == name:
            assert changes(middle, dump()) == {}
    assert changes(stored, dump()) == {}
    upload.delete()
    assert changes(start, dump()) == {}


def test_sent_again_after_all_a_closed_list_is_opened_and_saves_only_what_is_missing(training_class, clerk, first):
    content = errors_of(first, C2="28/02/1990", D3="Nữ", B4="Hồ Thị Bích")
    save_roster(upload=sent(training_class, clerk, content, "sua.xlsx"), user=clerk)
    undo_import(batch=ImportBatch.objects.get(file_name="ds.xlsx"))
    assert waiting(training_class) == ["ds.xlsx"]
    again = sent(training_class, clerk, bytes(first.content))
    assert (again.pk, again.closed_by) == (first.pk, None)
    assert list(outcomes(again).values()) == [Outcome.NEW, Outcome.SAVED, Outcome.SAVED, Outcome.NEW, Outcome.SAVED]


def test_the_page_says_which_list_is_corrected_and_what_became_of_it(client_of, clerk, training_class, first):
    client = client_of(clerk)
    content = errors_of(first, C2="28/02/1990", D3="Nữ", B4="Hồ Thị Bích")
    corrected = sent(training_class, clerk, content, "sua.xlsx")
    address = reverse("learners:roster_preview", args=[training_class.pk, corrected.pk])
    assert "Đây là bản đã sửa của danh sách" in client.get(address).text
    old = reverse("learners:roster_preview", args=[training_class.pk, first.pk])
    assert "Danh sách này có bản đã sửa đang chờ" in client.get(old).text
    page = client.post(address, {"viec": "luu"}, follow=True)
    assert "Đã lưu 3 học viên vào lớp. Danh sách gốc “ds.xlsx” không còn dòng nào chờ nên đã đóng." in page.text
    assert client.get(old).url == reverse("learners:roster", args=[training_class.pk])
    assert "Đang chờ xem và lưu" not in client.get(reverse("learners:roster", args=[training_class.pk])).text
    assert Learner.objects.filter(full_name="Ngô Văn Sai").count() == 1


def test_a_unit_made_by_one_list_goes_with_the_last_that_uses_it(centre, clerk):
    rows = [["Họ và tên", "Ngày sinh", "Chi bộ"], ["Lê Văn Một", "1990", "Chi bộ Đông"]]
    one, two = (factories.make_class(centre, code) for code in ("M-01", "M-02"))
    rows_of_two = [rows[0], ["Vũ Thị Hai", "1991", "chi bộ  Đông"]]
    before = dump()
    batches = [
        save_roster(upload=sent(place, clerk, xlsx(*lines)), user=clerk).batch
        for place, lines in ((one, rows), (two, rows_of_two))
    ]
    for batch in batches:
        undo_import(batch=batch)
    assert changes(before, dump()) == {}
