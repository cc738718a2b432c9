"""The rule of each field: what is tidied in silence, what is said, what cannot be taken. Texts come tidied."""

import re
from collections.abc import Callable
from datetime import date

from learners.names import proper_case

from .dates import OLDEST, YOUNGEST, Reading, age_on, read_date
from .sheets import Cell, Fault, Sheet, shown
from .words import Words, word_key

Say = Callable[[str], None]

PARTY_AGE = 18
EMPTY = {"", "-", "–", "—", "--", "---"}
BOTH_TICKED = "Nam và Nữ"
ERROR_VALUES = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)$|Err:\d+$", re.I)

_ADDRESS = re.compile(r"(?:đ\s*/\s*c|đ\.\s?c|đc|đồng chí)(?:[\s.:,\-]+)(?=\S)", re.I)
_NUMBERED = re.compile(r"\d+\s*[.)/\-]\s*(?=[^\W\d])")
_NAME_LETTERS = re.compile(r"[A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹČčĔĕĬĭÑñŎŏŬŭ\u0300-\u0323\s.'’‘\-(),]*$")
_NUMBER_SIGNS = re.compile(r"[\s.\-–'’‘`]+")
_TEXT_FORMULA = re.compile(r'="(\d+)"$')
_TWO_NUMBERS = re.compile(r"(?:[/;,|&]|\s[-–]\s|\bhoặc\b|\bvà\b)", re.I)
_TWO_TOGETHER = re.compile(r"(02\d{9}|0\d{9})(02\d{9}|0\d{9})$")


def fault_reason(cell: Cell | None) -> str:
    """Why a cell cannot be used at all, whatever its field; empty when it can."""
    if isinstance(cell, Fault):
        if cell.stored:
            return f"Ô báo lỗi {cell.text}; hãy gõ lại giá trị"
        return "Ô chứa công thức chưa có kết quả; hãy mở tệp bằng Excel, lưu lại hoặc gõ giá trị"
    if isinstance(cell, str) and ERROR_VALUES.match(cell):
        return f"Ô báo lỗi {cell}; hãy gõ lại giá trị"
    return ""


def is_empty(cell: Cell | None) -> bool:
    """Whether nothing is written there, a dash for nothing included."""
    return cell is None or (isinstance(cell, str) and cell in EMPTY)


def read_name(cell: Cell, warn: Say, fail: Say) -> str | None:
    """The full name as papers write it, without a form of address or a number before it; None when it is no name."""
    name = shown(cell)
    if not any(letter.isalpha() for letter in name):
        fail(f"“{name}” không phải là họ tên")
        return None
    bare = _ADDRESS.sub("", name, count=1) if _ADDRESS.match(name) else name
    if bare != name:
        warn("Đã bỏ từ xưng hô trước họ tên")
    unnumbered = _NUMBERED.sub("", bare, count=1) if _NUMBERED.match(bare) else bare
    if unnumbered != bare:
        warn("Đã bỏ số thứ tự trước họ tên")
    if " " not in unnumbered:
        warn("Họ tên chỉ có một chữ")
    if not _NAME_LETTERS.match(unnumbered) or "," in unnumbered:
        warn("Họ tên có ký tự lạ")
    return proper_case(unnumbered)


def read_birth(cell: Cell, sheet: Sheet, today: date, warn: Say, fail: Say) -> Reading:
    """The day, or the year alone, of birth; with `error` it cannot be taken."""
    reading = read_date(cell, sheet, today, youngest=YOUNGEST)
    if reading.error:
        fail(reading.error)
        return reading
    age = age_on(today, reading.day, reading.year)
    if age is not None and age < YOUNGEST:
        reading.notes.append(f"Chưa đủ {YOUNGEST} tuổi")
    if age is not None and age > OLDEST:
        reading.notes.append(f"Hơn {OLDEST} tuổi")
    if reading.notes:
        warn("; ".join(reading.notes))
    return reading


def read_party_date(cell: Cell, sheet: Sheet, today: date, born: Reading | None, warn: Say, fail: Say) -> Reading:
    """The day somebody joined the Party, which must be a whole day; doubtful before the age of PARTY_AGE."""
    reading = read_date(cell, sheet, today)
    if not reading.error and not reading.day:
        alone = "tháng và năm" if reading.month_only else "năm"
        reading.error = f"Ngày vào Đảng chỉ có {alone}; cần đủ ngày, tháng, năm"
    if reading.error:
        fail(reading.error)
        return reading
    if born and born.year and reading.day:
        age = age_on(reading.day, born.day, born.year)
        if age is not None and age < PARTY_AGE:
            reading.notes.append(f"Vào Đảng khi chưa đủ {PARTY_AGE} tuổi")
    if reading.notes:
        warn("; ".join(reading.notes))
    return reading


def read_gender(cell: Cell, words: Words, fail: Say) -> str | None:
    """nam or nu; None, with the reason said, when it is neither."""
    word = shown(cell)
    if word == BOTH_TICKED:
        fail("Đánh dấu cả Nam và Nữ")
        return None
    gender = words.gender_of(word)
    if gender is None:
        fail(f"Giới tính “{word}” không phải Nam hay Nữ")
    return gender


def read_national_id(cell: Cell, *, typed: bool, warn: Say, fail: Say) -> str | None:
    """The twelve digits, with noughts put back that a spreadsheet took for those of a number; None when it is none."""
    digits, lost_zeros = _id_digits(cell, typed)
    if not digits.isascii() or not digits.isdecimal():
        fail(f"Số định danh “{shown(cell)}” có ký tự không phải chữ số")
    elif len(digits) == 12:
        return digits
    elif len(digits) == 9:
        warn("Số CMND cũ (9 chữ số), không lấy làm số định danh")
    elif len(digits) in (10, 11) and lost_zeros:
        warn(f"Ô chỉ còn {len(digits)} chữ số, đã thêm lại số 0 ở đầu: {digits.zfill(12)}")
        return digits.zfill(12)
    else:
        fail(f"Số định danh có {len(digits)} chữ số, phải có 12")
    return None


def _id_digits(cell: Cell, typed: bool) -> tuple[str, bool]:
    """The digits of a number, and whether its zeros at the front can have been lost."""
    if isinstance(cell, bool):
        return shown(cell), False
    if isinstance(cell, int | float):
        return shown(cell), True
    text = shown(cell)
    if not typed and (formula := _TEXT_FORMULA.match(text)):
        text = formula[1]
    digits = _NUMBER_SIGNS.sub("", text) if not isinstance(cell, date) else text
    return digits, not typed and not digits.startswith("0")


def contradictions(national_id: str, gender: str | None, year: int | None) -> str:
    """What in an identity number (province, century and sex, year, six digits) speaks against the row."""
    sign, short = int(national_id[3]), national_id[4:6]
    said = []
    if gender and gender != ("nu" if sign % 2 else "nam"):
        said.append(f"giới tính {'nữ' if sign % 2 else 'nam'}")
    if year and year != 1900 + 100 * (sign // 2) + int(short):
        said.append(f"năm sinh {1900 + 100 * (sign // 2) + int(short)}")
    return f"Số định danh cho biết {' và '.join(said)}, khác với danh sách" if said else ""


def read_phone(cell: Cell, *, typed: bool, warn: Say) -> str | None:
    """The number in its ten or eleven digits, of several the first; None when there is none."""
    text = shown(cell)
    if not typed and (formula := _TEXT_FORMULA.match(text)):
        text = formula[1]
    phone, restored = _phone(text)
    if phone:
        if restored:
            warn(f"Số điện thoại đã được thêm lại số 0 ở đầu: {phone}")
        return phone
    if first := _first_of_several(shown(cell)):
        warn(f"Ô có nhiều hơn một số điện thoại, hoặc có chữ và dấu khác, lấy số {first}")
        return first
    warn(f"“{text}” không phải số điện thoại, để trống")
    return None


def _phone(text: str) -> tuple[str, bool]:
    """The number in its ten or eleven digits, and whether a lost zero was put back; "" when it is none."""
    digits = _NUMBER_SIGNS.sub("", text)
    if digits.startswith("+84") or (digits.startswith("84") and len(digits) in (11, 12)):
        rest = digits.removeprefix("+")[2:]
        digits = rest if rest.startswith("0") else "0" + rest
    elif digits.isdecimal() and len(digits) == 9 and not digits.startswith("0"):
        return "0" + digits, True
    right = re.fullmatch(r"0[0-9]{9}|02[0-9]{9}", digits)
    return (digits, False) if right else ("", False)


def _first_of_several(text: str) -> str:
    for piece in [re.sub(r"[()]", "", text), *_TWO_NUMBERS.split(text)]:
        if phone := _phone(piece)[0]:
            return phone
    if together := _TWO_TOGETHER.match(_NUMBER_SIGNS.sub("", text)):
        return together[1]
    candidates = [_phone(found)[0] for found in re.findall(r"\+?\d[\d\s.\-]{7,14}\d", text)]
    return next((phone for phone in candidates if phone), "")


def read_text(cell: Cell) -> str | None:
    """The text as written; None for an empty one."""
    return shown(cell) or None


def read_party_status(cell: Cell, words: Words, warn: Say) -> str | None:
    """full, probationary or none; a word that leaves it open is not taken."""
    status = words.party_statuses.get(word_key(shown(cell)))
    if status is None:
        warn(f"“{shown(cell)}” chưa rõ là đảng viên chính thức, dự bị hay quần chúng, để trống")
    return status


def read_ethnic_group(cell: Cell, words: Words, warn: Say, renamed: dict[str, str]) -> str:
    """The name in the list of ethnic groups; what is not in it stays as typed. renamed keeps {typed: listed}."""
    typed = shown(cell)
    listed = words.ethnic_groups.get(word_key(typed))
    if listed is None:
        warn(f"Dân tộc “{typed}” không có trong danh mục, giữ nguyên như ghi")
        return typed
    if listed.lower() != typed.lower():
        renamed[typed] = listed
    return listed
