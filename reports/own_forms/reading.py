"""Reading an uploaded form: whether it is one, within bounds, and what is wrong with its names, all at once."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from learners.roster.package import Package
from learners.roster.sheets import Refusal
from reports.own_forms.names import CENTRE_ROWS, NOTE, OF_CENTRE, PREFIXES, Known

MAX_BYTES = 5 * 2**20
MAX_CELLS = 200_000
NOT_XLSX = "Đây không phải tệp Excel .xlsx, hoặc tệp đã hỏng. Hãy mở mẫu bằng Excel và lưu lại dạng .xlsx."
LOST = {
    "xl/vbaProject.bin": "Mẫu có macro. Hãy lưu lại thành .xlsx không có macro.",
    "xl/drawings/": "Mẫu có ảnh, hình vẽ hoặc biểu đồ; chương trình không giữ được. Hãy bỏ đi rồi tải lên lại.",
    "xl/pivotTables/": "Mẫu có bảng tổng hợp (pivot); chương trình không giữ được. Hãy bỏ đi rồi tải lên lại.",
    "xl/externalLinks/": "Mẫu có công thức lấy số từ tệp khác. Hãy thay bằng số hoặc ô trong mẫu rồi tải lên lại.",
}


@dataclass(frozen=True)
class Area:
    """Where a name points to: its sheet, and the first and last column and line, counted from 1."""

    sheet: str
    left: int
    top: int
    right: int
    bottom: int


class FormError(Exception):
    """Why a file cannot be a form: one sentence for each reason."""

    def __init__(self, messages: list[str]):
        super().__init__(*messages)
        self.messages = messages


def checked_form(content: bytes, *, of_province: bool) -> None:
    """Nothing when the file can be filled; FormError with everything that stands in the way."""
    workbook = opened(content)
    names, broken = areas_of(workbook)
    messages = [f"Tên {name} không trỏ vào ô nào." for name in broken]
    known = Known.now()
    ours = {name for name in names if known.meaning(name)}
    unknown = sorted(name for name in names if name.startswith(PREFIXES) and name not in ours)
    if unknown:
        messages.append(
            f"Không biết các tên: {', '.join(unknown)}. Xem các tên dùng được ở trang Trợ giúp, mục mẫu biểu."
        )
    if not ours:
        messages.append("Mẫu không có ô nào mang tên mà chương trình biết, nên không điền được gì.")
    elif NOTE not in ours:
        messages.append(
            f"Mẫu phải có một ô mang tên {NOTE}, để ghi bản nháp, số liệu chưa duyệt, số trung tâm đã cộng."
        )
    messages += _of_rows(names, ours, of_province)
    if messages:
        raise FormError(messages)


def _of_rows(names, ours, of_province) -> Iterator[str]:
    columns = sorted(name for name in ours if name.startswith(OF_CENTRE))
    rows = names.get(CENTRE_ROWS)
    if (columns or rows) and not of_province:
        yield f"{CENTRE_ROWS} và các tên TT_… chỉ dùng trong mẫu của tỉnh."
    elif columns and not rows:
        yield f"Có tên {', '.join(columns)} nhưng thiếu {CENTRE_ROWS}: các dòng để ghi từng trung tâm."
    elif rows and not columns:
        yield f"Có {CENTRE_ROWS} nhưng không có tên TT_… nào cho biết cột nào ghi gì."
    elif outside := [name for name in columns if not _begins_in(names[name], rows)]:
        yield f"Các tên {', '.join(outside)} phải đứng ở dòng đầu của {CENTRE_ROWS}."


def _begins_in(area, rows):
    return area.sheet == rows.sheet and area.top == rows.top and rows.left <= area.left <= rows.right


def opened(content: bytes) -> Workbook:
    """The workbook with its formulas; FormError for what is none, is too large, or would lose something when saved."""
    if len(content) > MAX_BYTES:
        raise FormError([f"Mẫu lớn hơn {MAX_BYTES // 2**20} MB. Hãy bỏ ảnh và các trang tính thừa."])
    try:
        package = Package(content)
        for name in package.names:
            if name.endswith((".xml", ".rels")):
                package.read(name)  # counts what is unpacked, and stops at a bomb
    except Refusal as refused:
        raise FormError([NOT_XLSX if not content.startswith(b"PK") else str(refused)]) from refused
    if "xl/workbook.xml" not in package.names:
        raise FormError([NOT_XLSX])
    if lost := [said for part, said in LOST.items() if any(name.startswith(part) for name in package.names)]:
        raise FormError(lost)
    return _loaded(content)


def _loaded(content):
    try:
        workbook = load_workbook(io.BytesIO(content))
    except Exception as fault:
        raise FormError([NOT_XLSX]) from fault
    if sum(sheet.max_row * sheet.max_column for sheet in workbook.worksheets) > MAX_CELLS:
        raise FormError(["Mẫu có quá nhiều ô. Hãy xóa các dòng, cột trống ở cuối trang tính rồi tải lên lại."])
    return workbook


def areas_of(workbook: Workbook) -> tuple[dict[str, Area], list[str]]:
    """Where each name points to, those of single sheets too; and names that point nowhere."""
    found, broken = {}, []
    scopes = [(workbook.defined_names, None), *((sheet.defined_names, sheet) for sheet in workbook.worksheets)]
    for names, sheet in scopes:
        for name, defined in names.items():
            area = _area(workbook, defined, sheet)
            if area:
                found[name] = area
            elif name.startswith(PREFIXES):
                broken.append(name)
    return found, sorted(broken)


def _area(workbook: Workbook, defined, sheet: Worksheet | None) -> Area | None:
    try:
        [(title, reference)] = list(defined.destinations)
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
    except (ValueError, TypeError, AttributeError):
        return None
    title = title or (sheet.title if sheet else "")
    if title not in workbook.sheetnames or None in (left, top, right, bottom):
        return None
    return Area(title, left, top, right, bottom)
