"""The dossier of a class: the chain of documents from the survey to the letters of results, and what is there of it.

The order follows the centres' practice; no official set of forms was found, so items can be marked as not needed
(DOMAIN.md, 4.1).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Kind, Status
from learners.certificates import issue_refusal
from learners.models import Certificate, DossierNote, ImportBatch, PaperFile
from learners.models.paper import PaperKind
from learners.papers import texts
from learners.papers.facts import Facts

HAVE, MISSING, NOT_NEEDED = "đã có", "chưa có", "không cần"
BADGES = {HAVE: "good", MISSING: "wait", NOT_NEEDED: "plan"}
PLANNED, OPENED, CLOSED, RECOGNISED = range(4)


@dataclass(frozen=True)
class Item:
    """One item: when it is due, the numbered kind it is, and how it is made here. `page` is where it is made instead."""

    key: str
    title: str
    due: int = PLANNED
    kind: str = ""
    make: Callable[[Facts], object] | None = None
    word: bool = False  # also as a Word file
    page: str = ""
    optional: bool = False
    by: str = "Trung tâm"


ITEMS = (
    Item("khao-sat", "Khảo sát nhu cầu", optional=True),
    Item("ke-hoach-nam", "Tờ trình, kế hoạch năm", optional=True),
    Item("chi-tieu", "Quyết định giao chỉ tiêu", by="Cấp ủy"),
    Item("ke-hoach", "Kế hoạch mở lớp", kind=PaperKind.PLAN, optional=True),
    Item("thong-bao", "Thông báo triệu tập học viên", kind=PaperKind.NOTICE, make=texts.notice, word=True),
    Item("danh-sach-cu", "Công văn, danh sách cử học viên của các đơn vị", OPENED, by="Đơn vị cử"),
    Item("mo-lop", "Quyết định mở lớp", OPENED, PaperKind.OPENING, texts.opening, word=True),
    Item("ban-quan-ly", "Quyết định Ban quản lý lớp, Ban cán sự lớp", OPENED, PaperKind.OFFICERS, texts.officers),
    Item("lich-hoc", "Lịch học, phân công giảng viên", OPENED, page="classes:timetable"),
    Item("diem-danh", "Điểm danh, sổ đầu bài", CLOSED, page="learners:attendance"),
    Item("bang-diem", "Bảng điểm", CLOSED, make=texts.marks),
    Item("bien-ban", "Biên bản xét kết quả", CLOSED, PaperKind.MINUTES, texts.minutes),
    Item("cong-nhan", "Quyết định công nhận kết quả", CLOSED, PaperKind.RECOGNITION, texts.recognition, word=True),
    Item(
        "khen-thuong", "Quyết định khen thưởng", RECOGNISED, PaperKind.COMMENDATION, texts.commendation, optional=True
    ),
    Item("giay-chung-nhan", "Giấy chứng nhận, sổ gốc", RECOGNISED, page="learners:certificates"),
    Item("bao-cao", "Báo cáo kết quả lớp", RECOGNISED, PaperKind.REPORT, texts.report),
    Item("gui-ket-qua", "Công văn gửi kết quả cho đơn vị cử", RECOGNISED, PaperKind.LETTER, word=True),
)
BY_KEY = {item.key: item for item in ITEMS}


@dataclass(frozen=True)
class Entry:
    """An item as it stands in one class."""

    place: int
    item: Item
    state: str
    is_due: bool
    numbers: tuple[tuple[str, date | None], ...] = ()
    files: tuple[PaperFile, ...] = ()
    detail: str = ""
    note: DossierNote | None = field(default=None, compare=False)

    @property
    def badge(self) -> str:
        return BADGES[self.state]

    @property
    def badge_class(self) -> str:
        return f"badge-{self.badge}"

    @property
    def is_gap(self) -> bool:
        return self.is_due and self.state == MISSING


def dossier_of(facts: Facts) -> list[Entry]:
    """Every item in order. A handful of queries, whatever the size of the class."""
    one = facts.training_class
    notes = {note.item: note for note in DossierNote.objects.filter(training_class=one)}
    files = {}
    for file in PaperFile.objects.filter(training_class=one).defer("content").select_related("by"):
        files.setdefault(file.item, []).append(file)
    there = _there(facts)
    return [
        _entry(place, item, facts, notes.get(item.key), tuple(files.get(item.key, ())), there.get(item.key, ""))
        for place, item in enumerate(ITEMS, 1)
    ]


def stage_of(training_class: TrainingClass) -> int:
    """How far the class is: an item is due from its stage on."""
    if training_class.is_recognised:
        return RECOGNISED
    return {Status.OPEN: OPENED, Status.CLOSED: CLOSED}.get(training_class.status, PLANNED)


def _entry(place, item, facts, note, files, detail):
    numbers = _numbers(item, facts, note)
    state = _state(item, facts, numbers, note, bool(files or detail))
    if item.kind == PaperKind.LETTER and facts.letters:
        detail = f"{len(numbers)}/{len(facts.letters)} công văn có số"
    return Entry(place, item, state, stage_of(facts.training_class) >= item.due, numbers, files, detail, note)


def _state(item, facts, numbers, note, kept):
    if item.kind == PaperKind.LETTER:
        numbered = 0 < len(facts.letters) == len(numbers)
    else:
        numbered = any(number for number, _ in numbers)
    if numbered or kept:
        return HAVE
    optional = item.optional and not (item.kind == PaperKind.COMMENDATION and facts.commended)
    needless = (note and note.not_needed) or optional or not_needed(item, facts)
    return NOT_NEEDED if needless else MISSING


def _numbers(item, facts, note):
    if item.key == "chi-tieu" and facts.quota_decisions:
        return tuple((one.number, one.decided_on) for one in facts.quota_decisions)
    if item.kind == PaperKind.LETTER:
        found = [facts.number_of(PaperKind.LETTER, letter.key) for letter in facts.letters]
        return tuple((number, day) for number, day in found if number)
    if item.kind and any(facts.number_of(item.kind)):
        return (facts.number_of(item.kind),)
    return ((note.number, note.dated_on),) if note and (note.number or note.dated_on) else ()


def _there(facts):
    """What other pages of the class hold, in words, by item."""
    one = facts.training_class
    lists = ImportBatch.objects.filter(training_class=one).count()
    issued = Certificate.objects.filter(enrolment__training_class=one).count()
    taken = sum(session.is_taken for session in facts.sessions)
    marked = facts.counts.assessed
    return {
        "khao-sat": f"{facts.units_asking} đơn vị đăng ký" if facts.units_asking else "",
        "danh-sach-cu": f"{lists} danh sách đã nhập" if lists else "",
        "lich-hoc": f"{len(facts.sessions)} buổi" if facts.sessions else "",
        "diem-danh": f"đã điểm danh {taken}/{len(facts.sessions)} buổi" if taken else "",
        "bang-diem": f"{marked} học viên có điểm" if marked else "",
        "giay-chung-nhan": f"{issued} giấy đã cấp" if issued else "",
    }


def not_needed(item: Item, facts: Facts) -> bool:
    """Whether the class is of a kind that has no such paper."""
    one = facts.training_class
    if item.key in {"bang-diem", "bien-ban"}:
        return not one.programme.has_test or one.assessed_by in (AssessedBy.NOBODY, AssessedBy.PARTNER)
    if item.key == "giay-chung-nhan":
        return one.is_recognised and bool(issue_refusal(one))
    if item.key in {"mo-lop", "cong-nhan"}:
        return one.kind == Kind.MAINTAINED
    return one.status == Status.CANCELLED


def papers_of(item: Item, facts: Facts) -> list:
    """The papers of an item that are made here: one, or a letter for each unit; none where there is nothing to say."""
    if refusal_of(item, facts):
        return []
    if item.kind == PaperKind.LETTER:
        return [texts.letter(facts, one) for one in facts.letters]
    return [item.make(facts)] if item.make else []


def is_made_here(item: Item) -> bool:
    """Whether the program makes the paper itself; others are only attached."""
    return bool(item.make) or item.kind == PaperKind.LETTER


def refusal_of(item: Item, facts: Facts) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    one = facts.training_class
    if item.key in {"bang-diem", "bien-ban", "bao-cao", "gui-ket-qua"} and not facts.learners:
        return "Lớp chưa có học viên trong danh sách."
    if item.key == "cong-nhan" and not facts.completed:
        return "Chưa có học viên nào hoàn thành chương trình để công nhận."
    if item.key == "khen-thuong" and not facts.commended:
        return "Chưa ghi học viên nào được khen thưởng."
    if item.key in {"bao-cao", "gui-ket-qua"} and not one.is_recognised:
        return "Kết quả của lớp chưa được công nhận."
    return ""
