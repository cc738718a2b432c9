"""Papers about opening a class."""

from centres.dates import short_date
from classes.models.plan import DecisionKind
from classes.timetable.summary import summary_of
from classes.wording import begun_small, in_sentence
from learners.models.paper import PaperKind
from learners.papers.facts import DOTS, Facts, counted
from learners.papers.tables import roster_table
from learners.papers.texts.pieces import after_citing, bases, decides, enclosed, numbered_paper, with_post
from learners.papers.value import ClassPaper, Line


def notice(facts: Facts) -> ClassPaper:
    """Thông báo triệu tập học viên: who, when, where, what to bring; with the list where there is one."""
    one, programme = facts.training_class, facts.training_class.programme
    # The list that goes with it is what counts; without one, what was planned
    number = counted(len(facts.called) or one.called, "học viên") if facts.called or one.called else f"{DOTS} học viên"
    body = [
        Line(f"{facts.name} thông báo triệu tập học viên {in_sentence(one)} như sau:"),
        Line("Đối tượng, số lượng", "heading", "1."),
        Line(f"Đối tượng: {begun_small(programme.target)}.") if programme.target else None,
        Line(f"Điều kiện dự học: {begun_small(programme.entry_requirement)}.") if programme.entry_requirement else None,
        Line(f"Số lượng: {number}{' (có danh sách kèm theo)' if facts.called else ''}."),
        Line("Thời gian, địa điểm", "heading", "2."),
        Line(f"Khai giảng ngày {short_date(one.opened_on) if one.opened_on else DOTS}; học {facts.time}."),
        Line(_length(facts)) if _length(facts) else None,
        Line(f"Địa điểm: {one.place or DOTS}."),
        Line("Yêu cầu", "heading", "3."),
        *_own_lines(facts.settings.requirements, "Học viên có mặt đúng giờ, chấp hành nội quy của lớp học."),
        Line("Đề nghị các đơn vị thông báo, tạo điều kiện để học viên dự học đầy đủ, đúng thời gian."),
    ]
    annexes = _list_annex(facts, PaperKind.NOTICE, "Thông báo", "DANH SÁCH TRIỆU TẬP HỌC VIÊN")
    recipients = (f"{facts.named.host} (để báo cáo)", "Các đơn vị cử học viên", *facts.recipients)
    return numbered_paper(facts, PaperKind.NOTICE, "THÔNG BÁO", body, recipients, annexes)


def opening(facts: Facts) -> ClassPaper:
    """Quyết định mở lớp, with the list of learners."""
    one = facts.training_class
    number = f"{len(facts.called):02}" if facts.called else DOTS
    place = f" Địa điểm: {one.place}." if one.place else ""
    body = [
        *bases(facts, _quota_bases(facts), _notice_basis(facts), "danh sách cử học viên của các đơn vị"),
        *decides(facts),
        Line(
            f"Mở {in_sentence(one)}, gồm {number} học viên{' (có danh sách kèm theo)' if facts.called else ''}."
            f" Thời gian học {facts.time}.{place}",
            lead="Điều 1.",
        ),
        Line(
            "Bộ phận giáo vụ tổ chức, quản lý lớp; giảng viên được phân công lên lớp theo chương trình, lịch học;"
            " học viên chấp hành quy chế học tập và nội quy của lớp.",
            lead="Điều 2.",
        ),
        Line(
            "Các bộ phận của Trung tâm, các đơn vị cử học viên và các học viên có tên trong danh sách chịu trách nhiệm"
            " thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký.",
            lead="Điều 3.",
        ),
    ]
    annexes = _list_annex(facts, PaperKind.OPENING, "Quyết định", "DANH SÁCH HỌC VIÊN")
    recipients = (f"{facts.named.host} (để báo cáo)", "Như Điều 3", *facts.recipients)
    return numbered_paper(facts, PaperKind.OPENING, "QUYẾT ĐỊNH", body, recipients, annexes)


def officers(facts: Facts) -> ClassPaper:
    """Quyết định thành lập Ban quản lý lớp, công nhận Ban cán sự lớp."""
    named = facts.officers
    deputies = [person for person in (named.deputy, named.second_deputy) if person] or [None]
    body = [
        *bases(facts, [after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)]),
        *decides(facts),
        Line(f"Thành lập Ban quản lý {in_sentence(facts.training_class)}, gồm:", lead="Điều 1."),
        Line(f"1. Đồng chí {with_post(named.head, named.head_post)}: Chủ nhiệm lớp;"),
        Line(f"2. Đồng chí {with_post(named.secretary, named.secretary_post)}: Giáo vụ lớp."),
        Line("Công nhận Ban cán sự lớp, gồm:", lead="Điều 2."),
        Line(f"1. Đồng chí {_learner(named.monitor)}: Lớp trưởng;"),
        *(
            Line(f"{place}. Đồng chí {_learner(person)}: Lớp phó{'.' if place == len(deputies) + 1 else ';'}")
            for place, person in enumerate(deputies, 2)
        ),
        *_duties(facts),
        Line(
            "Các bộ phận của Trung tâm và các đồng chí có tên tại Điều 1, Điều 2 chịu trách nhiệm thi hành Quyết định này."
            " Quyết định có hiệu lực từ ngày ký.",
            lead="Điều 4.",
        ),
    ]
    return numbered_paper(facts, PaperKind.OFFICERS, "QUYẾT ĐỊNH", body, ("Như Điều 4", *facts.recipients))


def _own_lines(typed, otherwise):
    lines = [line.strip().lstrip("-– ") for line in typed.splitlines() if line.strip()] or [otherwise]
    return [Line(f"- {line}") for line in lines]


def _duties(facts):
    lines = [line.strip() for line in facts.settings.duties.splitlines() if line.strip()]
    lines = lines or [
        "Ban quản lý lớp theo dõi việc dạy, học và chấp hành nội quy của lớp, báo cáo Giám đốc. Ban cán sự lớp phối hợp với"
        " Ban quản lý lớp điểm danh, giữ nền nếp, phản ánh ý kiến của học viên. Các ban tự giải thể khi lớp kết thúc."
    ]
    return [Line(lines[0], lead="Điều 3."), *(Line(line) for line in lines[1:])]


def _length(facts):
    """How long the class is: by its timetable, else by its programme."""
    programme = facts.training_class.programme
    length = summary_of(facts.sessions)
    if facts.sessions:
        return f"Thời lượng: {length.sessions:02} buổi, {length.periods} tiết (theo lịch học của lớp)."
    return f"Thời lượng: {programme.periods} tiết." if programme.periods else ""


def _list_annex(facts, kind, printed, title):
    """The list of those called, where there is one yet."""
    called = facts.called
    return [enclosed(facts, kind, printed, title, roster_table(called), len(called))] if called else []


def _learner(enrolment):
    if enrolment is None:
        return f"{DOTS}{DOTS}"
    unit = enrolment.unit_name
    return f"{enrolment.learner.full_name}{f', {unit}' if unit else ''}"


def _quota_bases(facts):
    year = (facts.training_class.opened_on or facts.quota_decisions[0].decided_on).year if facts.quota_decisions else 0
    return [
        f"Quyết định số {one.number}, ngày {short_date(one.decided_on)} của {one.issuer}"
        f" về {'giao' if one.kind == DecisionKind.INITIAL else 'điều chỉnh'} chỉ tiêu mở lớp năm {year}"
        for one in facts.quota_decisions
    ]


def _notice_basis(facts):
    number, _ = facts.number_of(PaperKind.NOTICE)
    if not number:
        return []
    return [after_citing(facts.cited(PaperKind.NOTICE, "Thông báo"), facts, PaperKind.NOTICE)]
