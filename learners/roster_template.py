"""The centre's own form for the list of one class: what is filled in comes back without a question."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from centres.models import SendingUnit
from centres.sheets import FRAME, HEAD, NOT_IN_XML
from classes.models import TrainingClass
from learners.models.enrolment import PartyStatus
from learners.models.learner import Gender
from learners.roster import RosterReading
from learners.roster_errors import add_mark
from learners.roster_lexicon import ethnic_groups, words_for
from learners.roster_words import FIELDS, FURTHER_FIELDS

LISTS = "_danh_muc"
HEAD_LINE, LINES = 5, 300
# (field, width) in the order of paper lists
COLUMNS = (
    ("number", 6),
    ("full_name", 28),
    ("birth", 13),
    ("gender", 10),
    ("national_id", 16),
    ("ethnicity", 12),
    ("religion", 12),
    ("hometown", 28),
    ("unit", 32),
    ("position", 24),
    ("phone", 14),
    ("party_status", 20),
    ("party_joined", 14),
    ("party_card", 16),
    ("education", 16),
    ("note", 24),
)
NAMES = FIELDS | FURTHER_FIELDS
DONT_ENTER = "Hãy chọn trong danh sách xổ xuống."
HOW_TO = (
    "Mỗi học viên một dòng, ghi từ dòng ngay dưới dòng tiêu đề; không cần xóa dòng trống.",
    "Bắt buộc: họ và tên. Nên có: ngày sinh, giới tính, số định danh, đơn vị.",
    "Ngày sinh và ngày vào Đảng ghi ngày/tháng/năm, ví dụ 05/02/1990. Chỉ biết năm sinh thì ghi năm: 1990.",
    "Số định danh (12 chữ số) và số điện thoại gõ bình thường: ô đã để dạng chữ nên không mất số 0 ở đầu.",
    "Giới tính, dân tộc, tình trạng đảng viên: bấm mũi tên ở ô để chọn.",
    "Đơn vị: chọn trong danh sách, hoặc gõ tên đơn vị nếu chưa có.",
    "Không đổi dòng tiêu đề. Có thể bỏ trống các cột không dùng, đổi độ rộng cột và in ra giấy.",
    "Làm xong lưu tệp (.xlsx) rồi gửi lại trung tâm.",
)


def template_of(training_class: TrainingClass) -> bytes:
    """An .xlsx form with the class's name and hidden code, and choices for units, sex, ethnic group, Party status."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Danh sách"
    _head(sheet, training_class)
    _body(sheet)
    _choices(workbook, sheet, training_class.centre)
    _instructions(workbook, training_class)
    said = {
        "kind": "template",
        "class": f"{training_class.centre.code}:{training_class.code}",
        "class_name": training_class.name,
    }
    add_mark(workbook, said)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def made_for_another(reading: RosterReading, training_class: TrainingClass) -> str:
    """The name of the class that a file of ours was made for, when that is another one; else ""."""
    made_for = reading.mark.get("class", "")
    if not made_for or made_for == f"{training_class.centre.code}:{training_class.code}":
        return ""
    return reading.mark.get("class_name", "") or made_for


def _text(sheet, line, place, text, **style):
    cell = sheet.cell(line, place, NOT_IN_XML.sub("", text))
    cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def _head(sheet, training_class):
    _text(sheet, 1, 1, training_class.centre.name, font=Font(bold=True))
    _text(sheet, 2, 1, "DANH SÁCH HỌC VIÊN", font=Font(bold=True, size=14))
    _text(sheet, 3, 1, f"{training_class.name} ({training_class.code})")
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for place, (name, width) in enumerate(COLUMNS, 1):
        _text(sheet, HEAD_LINE, place, NAMES[name], font=Font(bold=True), fill=HEAD, border=FRAME, alignment=middle)
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"C{HEAD_LINE + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_LINE}:{HEAD_LINE}"


def _body(sheet):
    top = Alignment(vertical="top", wrap_text=True)
    for line in range(HEAD_LINE + 1, HEAD_LINE + 1 + LINES):
        for place in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(line, place)
            cell.number_format, cell.border, cell.alignment = "@", FRAME, top


def _choices(workbook, sheet, centre):
    """Lists to choose from, on a hidden sheet; only a unit may also be typed that is not among them."""
    hidden = workbook.create_sheet(LISTS)
    units = SendingUnit.objects.filter(centre=centre, valid_to__isnull=True).order_by("name", "pk")
    offered = {
        "unit": list(dict.fromkeys(units.values_list("name", flat=True))),
        "gender": [Gender.MALE.label, Gender.FEMALE.label],
        "ethnicity": ethnic_groups(words_for(centre)),
        "party_status": [one.label for one in (PartyStatus.FULL, PartyStatus.PROBATIONARY, PartyStatus.NONE)],
    }
    places = {name: get_column_letter(place) for place, (name, _) in enumerate(COLUMNS, 1)}
    for column, (name, texts) in enumerate(offered.items(), 1):
        for line, text in enumerate(texts, 1):
            _text(hidden, line, column, text)
        if texts:
            letter = get_column_letter(column)
            rule = DataValidation(type="list", formula1=f"{LISTS}!${letter}$1:${letter}${len(texts)}", allow_blank=True)
            rule.showErrorMessage, rule.error, rule.errorTitle = name != "unit", DONT_ENTER, "Chọn trong danh sách"
            rule.add(f"{places[name]}{HEAD_LINE + 1}:{places[name]}{HEAD_LINE + LINES}")
            sheet.add_data_validation(rule)
    hidden.sheet_state = "hidden"


def _instructions(workbook, training_class):
    sheet = workbook.create_sheet("Hướng dẫn", 1)
    sheet.column_dimensions["A"].width = 110
    _text(sheet, 1, 1, "Cách ghi danh sách", font=Font(bold=True, size=14))
    for line, text in enumerate(HOW_TO, 3):
        _text(sheet, line, 1, f"{line - 2}. {text}", alignment=Alignment(wrap_text=True, vertical="top"))
    _text(sheet, len(HOW_TO) + 4, 1, f"Mẫu này lập cho lớp {training_class.code}, {training_class.name}.")
