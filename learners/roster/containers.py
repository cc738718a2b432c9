"""What kind of file it is, by its content alone, and its sheets."""

import re

from .excel2003 import read_excel2003
from .opendocument import read_opendocument
from .package import DAMAGED, PROTECTED, Package
from .sheets import MAX_BYTES, Refusal, Sheet
from .text import decode, looks_like_text, read_text
from .webpage import looks_like_webpage, read_webpage
from .workbook import read_workbook

KINDS = "Excel (.xlsx, .xls), LibreOffice (.ods) hoặc văn bản .csv"
SEND_A_SHEET = f"Hãy gửi danh sách bằng tệp {KINDS}."
EMPTY = f"Tệp rỗng, không có nội dung. {SEND_A_SHEET}"
TOO_LARGE = f"Tệp lớn hơn {MAX_BYTES // 2**20} MB. Hãy bỏ ảnh và các trang tính thừa rồi gửi lại."
FROM_WORD = "Nếu danh sách là bảng trong Word: chọn cả bảng, chép, dán sang một tệp Excel mới rồi gửi tệp Excel đó."
ASK_FOR_SHEET = "Hãy xin đơn vị tệp bảng tính gốc: từ bản in, bản chụp không đọc được từng ô."
UNPACK = "Hãy giải nén rồi gửi tệp danh sách bên trong."
UNKNOWN = f"Đây không phải là tệp bảng tính hoặc tệp đã bị hỏng. {SEND_A_SHEET}"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_FILES = {
    b"%PDF": "tệp PDF",
    b"{\\rtf": "văn bản Word (.rtf)",
    b"\x89PNG": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"GIF8": "tệp ảnh",
    b"BM": "tệp ảnh",
    b"Rar!": "tệp nén (.rar)",
    b"7z\xbc\xaf": "tệp nén (.7z)",
    b"\x1f\x8b": "tệp nén (.gz)",
    b"MIME-Version:": "trang web lưu dạng .mht",
}


def open_sheets(content: bytes) -> tuple[list[Sheet], list[str]]:
    """The sheets of a file and what is to be said of it as a whole; raises Refusal."""
    if not content.strip():
        raise Refusal(EMPTY)
    if len(content) > MAX_BYTES:
        raise Refusal(TOO_LARGE)
    if content.startswith(b"PK"):
        return _open_package(content), []
    if content.startswith(OLE):
        return _open_ole(content), []
    for sign, kind in OTHER_FILES.items():
        if content.startswith(sign) and (sign != b"BM" or b"\x00" in content[:64]):
            raise Refusal(f"Đây là {kind}, không phải bảng tính. {_advice(kind)} {SEND_A_SHEET}")
    if content[4:8] == b"ftyp":
        raise Refusal(f"Đây là tệp ảnh hoặc phim của điện thoại, không phải bảng tính. {ASK_FOR_SHEET} {SEND_A_SHEET}")
    if not looks_like_text(content):
        raise Refusal(UNKNOWN)
    text, notes = decode(content)
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:2000] and "<Workbook" in text[:2000]:
        raise Refusal(f"Đây là bảng tính XML 2003. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi. {SEND_A_SHEET}")
    if looks_like_webpage(text):
        return read_webpage(text), notes
    if re.match(r"\s*<(\?xml|!doctype|html|\w+[\s>])", text, re.I):
        raise Refusal(f"Đây là tệp XML hoặc trang web không có bảng. {SEND_A_SHEET}")
    return read_text(text), notes


def _advice(kind: str) -> str:
    if "Word" in kind:
        return FROM_WORD
    return UNPACK if "nén" in kind else ASK_FOR_SHEET


def _open_package(content: bytes) -> list[Sheet]:
    package = Package(content)
    names = package.names
    if "word/document.xml" in names:
        raise Refusal(f"Đây là văn bản Word (.docx), không phải bảng tính. {FROM_WORD} {SEND_A_SHEET}")
    if "xl/workbook.bin" in names:
        raise Refusal(f"Đây là tệp Excel nhị phân (.xlsb). Hãy lưu lại thành .xlsx rồi gửi. {SEND_A_SHEET}")
    if "content.xml" in names:
        reader = read_opendocument
    elif "_rels/.rels" in names and any(name.startswith("xl/") for name in names):
        reader = read_workbook
    else:
        raise Refusal(f"Đây là tệp nén hoặc tệp khác, không phải bảng tính. {UNPACK} {SEND_A_SHEET}")
    try:
        sheets = reader(package)
        package.refuse_entities()
    except Refusal:
        raise
    except (ValueError, LookupError, OverflowError) as fault:  # numbers and references that are none
        raise Refusal(DAMAGED) from fault
    return sheets


def _open_ole(content: bytes) -> list[Sheet]:
    """Files of the old Office container; its directory names them in UTF-16."""
    if _names(content, "EncryptedPackage"):
        raise Refusal(PROTECTED)
    if _names(content, "Workbook") or _names(content, "Book"):
        return read_excel2003(content)
    if _names(content, "WordDocument"):
        raise Refusal(f"Đây là văn bản Word (.doc), không phải bảng tính. {FROM_WORD} {SEND_A_SHEET}")
    raise Refusal(UNKNOWN)


def _names(content: bytes, entry: str) -> bool:
    return entry.encode("utf-16-le") in content
