"""The words of the papers about opening a class, each as one value. What is not known is left blank, never made up."""

import re

from centres.dates import short_date
from centres.numbers import percent_of
from classes.models.programme import Certificate
from classes.progress import as_percent
from classes.timetable.summary import summary_of
from learners.bands import Band
from learners.models.enrolment import PartyStatus, State
from learners.models.learner import Gender
from learners.models.paper import PaperKind
from learners.papers.facts import DOTS, Facts, counted
from learners.papers.subjects import begun_small, in_sentence
from learners.papers.tables import commended_table, completed_table, letter_table, results_table, roster_table
from learners.papers.value import Annex, ClassPaper, Line


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
    annexes = ()
    if facts.called:
        note = f"kèm theo {facts.cited(PaperKind.NOTICE, 'Thông báo')} của {facts.name}"
        annexes = (_list_annex(facts, "DANH SÁCH TRIỆU TẬP HỌC VIÊN", note, facts.called),)
    recipients = (f"{facts.named.host} (để báo cáo)", "Các đơn vị cử học viên", *facts.recipients)
    return _paper(facts, PaperKind.NOTICE, "THÔNG BÁO", body, recipients, annexes)


def opening(facts: Facts) -> ClassPaper:
    """Quyết định mở lớp, with the list of learners."""
    one = facts.training_class
    number = f"{len(facts.called):02}" if facts.called else DOTS
    place = f" Địa điểm: {one.place}." if one.place else ""
    body = [
        *_bases(facts, _quota_bases(facts), _notice_basis(facts), "danh sách cử học viên của các đơn vị"),
        *_decides(facts),
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
    annexes = ()
    if facts.called:
        note = f"kèm theo {facts.cited(PaperKind.OPENING, 'Quyết định')} của {facts.name}"
        annexes = (_list_annex(facts, "DANH SÁCH HỌC VIÊN", note, facts.called),)
    recipients = (f"{facts.named.host} (để báo cáo)", "Như Điều 3", *facts.recipients)
    return _paper(facts, PaperKind.OPENING, "QUYẾT ĐỊNH", body, recipients, annexes)


def officers(facts: Facts) -> ClassPaper:
    """Quyết định thành lập Ban quản lý lớp, công nhận Ban cán sự lớp."""
    named = facts.officers
    deputies = [person for person in (named.deputy, named.second_deputy) if person] or [None]
    body = [
        *_bases(facts, [_after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)]),
        *_decides(facts),
        Line(f"Thành lập Ban quản lý {in_sentence(facts.training_class)}, gồm:", lead="Điều 1."),
        Line(f"1. Đồng chí {_with_post(named.head, named.head_post)}: Chủ nhiệm lớp;"),
        Line(f"2. Đồng chí {_with_post(named.secretary, named.secretary_post)}: Giáo vụ lớp."),
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
    return _paper(facts, PaperKind.OFFICERS, "QUYẾT ĐỊNH", body, ("Như Điều 4", *facts.recipients))


def marks(facts: Facts) -> ClassPaper:
    """Bảng điểm: everybody who studied, with marks, band or why there is none. It bears no number."""
    named = facts.head(PaperKind.MINUTES, "BẢNG ĐIỂM", recipients=())
    head = _unnumbered(named, subject=f"kết quả kiểm tra {in_sentence(facts.training_class)}")
    body = [
        Line(f"Thời gian học {facts.time}. Tổng số: {counted(len(facts.learners), 'học viên')}."),
        results_table(facts, facts.learners),
        *_bands_line(facts),
    ]
    return ClassPaper(
        _file_name(facts, "bang-diem"),
        f"Bảng điểm {facts.training_class.name}",
        head,
        _kept(body),
        partner=("Người lập bảng", ""),
    )


def minutes(facts: Facts) -> ClassPaper:
    """Biên bản họp xét kết quả: to be read, amended by hand and signed by the meeting."""
    one, named = facts.training_class, facts.officers
    count, passed = facts.counts, len(facts.completed)
    head = facts.head(PaperKind.MINUTES, "BIÊN BẢN", recipients=facts.recipients)
    body = [
        Line(f"Thời gian họp: {DOTS} giờ, ngày {DOTS}, tại {facts.name}.", lead="1."),
        Line("Thành phần:", lead="2."),
        Line(f"Chủ trì: đồng chí {facts.centre.signer_name or DOTS}, Giám đốc;"),
        Line(f"Thư ký: đồng chí {_with_post(named.secretary, named.secretary_post)};"),
        Line(f"Dự họp: {f'đồng chí {named.head}, Chủ nhiệm lớp; ' if named.head else ''}{DOTS}{DOTS}."),
        Line(f"Nội dung: xét kết quả học tập {in_sentence(one)}, {facts.time}.", lead="3."),
        Line(
            f"Danh sách có {counted(count.enrolled, 'học viên')}; dự học {counted(count.learners, 'học viên')};"
            f" thôi học giữa chừng {counted(count.states[State.WITHDRAWN], 'học viên')};"
            f" không được đánh giá {counted(count.not_assessed, 'học viên')}."
        ),
        *_bands_line(facts),
        Line(
            f"Hội nghị thống nhất đề nghị Giám đốc công nhận {counted(passed, 'học viên')} hoàn thành chương trình"
            " (có bảng điểm kèm theo).",
            lead="4.",
        ),
        Line(f"Ý kiến khác: {DOTS}{DOTS}{DOTS}", lead="5."),
        Line(f"Biên bản lập xong, đã thông qua hội nghị; hội nghị kết thúc lúc {DOTS} giờ cùng ngày."),
    ]
    name = _file_name(facts, PaperKind.MINUTES)
    return ClassPaper(name, "Biên bản xét kết quả", head, _kept(body), partner=("Thư ký", named.secretary))


def recognition(facts: Facts) -> ClassPaper:
    """Quyết định công nhận kết quả, with the list and the bands."""
    one, rules = facts.training_class, facts.rules
    bands = _by_band(facts)
    among = f", trong đó: {bands}" if bands else ""
    certified = one.programme.certificate == Certificate.CENTRE
    days = f" trong thời hạn {counted(rules.certificate_days, 'ngày')}" if rules else ""
    source = [_without_asides(rules.source)] if rules and not rules.assumed else []
    body = [
        *_bases(
            facts,
            source,
            [_after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)],
            _minutes_basis(facts),
        ),
        *_decides(facts),
        Line(
            f"Công nhận {counted(len(facts.completed), 'học viên')} hoàn thành chương trình {begun_small(one.programme.name)},"
            f" {in_sentence(one)}, học {facts.time} (có danh sách kèm theo){among}.",
            lead="Điều 1.",
        ),
        Line(
            f"Học viên có tên tại Điều 1 được cấp giấy chứng nhận{days} kể từ ngày ký Quyết định này."
            if certified
            else "Bộ phận giáo vụ lưu kết quả và thông báo đến đơn vị cử học viên.",
            lead="Điều 2.",
        ),
        Line(
            "Các bộ phận của Trung tâm, các đơn vị cử học viên và các học viên có tên tại Điều 1 chịu trách nhiệm thi hành"
            " Quyết định này. Quyết định có hiệu lực từ ngày ký.",
            lead="Điều 3.",
        ),
    ]
    annex = Annex(
        "DANH SÁCH HỌC VIÊN HOÀN THÀNH CHƯƠNG TRÌNH",
        in_sentence(one),
        f"kèm theo {facts.cited(PaperKind.RECOGNITION, 'Quyết định')} của {facts.name}",
        completed_table(facts, facts.completed),
        f"Danh sách gồm {counted(len(facts.completed), 'học viên')}.",
    )
    recipients = (f"{facts.named.host} (để báo cáo)", "Như Điều 3", *facts.recipients)
    return _paper(facts, PaperKind.RECOGNITION, "QUYẾT ĐỊNH", body, recipients, (annex,))


def commendation(facts: Facts) -> ClassPaper:
    """Quyết định khen thưởng, with the list."""
    one = facts.training_class
    recognised = [_after_citing(facts.cited(PaperKind.RECOGNITION, "Quyết định"), facts, PaperKind.RECOGNITION)]
    people = len({row.enrolment_id for row in facts.commended})
    titled = one.titled is True
    body = [
        *_bases(facts, recognised, "thành tích học tập, rèn luyện của học viên"),
        *_decides(facts),
        Line(
            (f"Công nhận danh hiệu “Lớp học tiên tiến” cho {in_sentence(one)}; khen" if titled else "Khen")
            + f" thưởng {counted(people, 'học viên')} {'của lớp' if titled else in_sentence(one)} (có danh sách kèm theo).",
            lead="Điều 1.",
        ),
        Line("Mức thưởng và nguồn kinh phí thực hiện theo quy định hiện hành.", lead="Điều 2."),
        Line(
            "Các bộ phận của Trung tâm và các học viên có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
            " Quyết định có hiệu lực từ ngày ký.",
            lead="Điều 3.",
        ),
    ]
    annex = Annex(
        "DANH SÁCH HỌC VIÊN ĐƯỢC KHEN THƯỞNG",
        in_sentence(one),
        f"kèm theo {facts.cited(PaperKind.COMMENDATION, 'Quyết định')} của {facts.name}",
        commended_table(facts.commended),
        f"Danh sách gồm {counted(people, 'học viên')}.",
    )
    return _paper(facts, PaperKind.COMMENDATION, "QUYẾT ĐỊNH", body, ("Như Điều 3", *facts.recipients), (annex,))


def report(facts: Facts) -> ClassPaper:
    """Báo cáo kết quả lớp, to the committee and the bodies that took part."""
    one, count = facts.training_class, facts.counts
    length = summary_of(facts.sessions)
    lecturers = list(dict.fromkeys(str(s.lecturer) for s in facts.sessions if s.lecturer_id))
    opened = _after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)
    by = f" Phối hợp với {one.partner}." if one.partner else ""
    called = f"Số triệu tập: {counted(one.called, 'học viên')}. " if one.called else ""
    held = f"Lớp học {length.sessions:02} buổi, {length.periods} tiết." if facts.sessions else ""
    body = [
        Line(f"{facts.name} báo cáo kết quả {in_sentence(one)} như sau:"),
        Line("TỔ CHỨC LỚP", "heading", "I-"),
        Line(f"Lớp được mở theo {opened}; học {facts.time}{f', tại {one.place}' if one.place else ''}.{by}"),
        Line(held) if held else None,
        Line(f"Giảng viên: {', '.join(lecturers)}.") if lecturers else None,
        Line("HỌC VIÊN", "heading", "II-"),
        Line(
            f"{called}Số dự học: {counted(count.learners, 'học viên')};"
            f" thôi học giữa chừng: {counted(count.states[State.WITHDRAWN], 'học viên')}."
        ),
        Line(_who(facts)) if facts.learners else None,
        Line("KẾT QUẢ", "heading", "III-"),
        *_bands_line(facts),
        Line(
            f"Hoàn thành chương trình: {counted(len(facts.completed), 'học viên')}"
            f"{_percent(len(facts.completed), count.learners)}."
        ),
        Line("Kết quả từng học viên có trong danh sách kèm theo."),
    ]
    annex = Annex(
        "KẾT QUẢ CỦA TỪNG HỌC VIÊN",
        in_sentence(one),
        f"kèm theo {facts.cited(PaperKind.REPORT, 'Báo cáo')} của {facts.name}",
        results_table(facts, facts.learners),
        f"Danh sách gồm {counted(len(facts.learners), 'học viên')}.",
    )
    recipients = (facts.named.host, facts.centre.province.board, "Các đơn vị cử học viên", *facts.recipients)
    return _paper(facts, PaperKind.REPORT, "BÁO CÁO", body, recipients, (annex,))


def letter(facts: Facts, to) -> ClassPaper:
    """Công văn gửi kết quả to one sending unit (a `Letter`), with its own learners only."""
    one = facts.training_class
    number, day = facts.number_of(PaperKind.RECOGNITION)
    cited = f"{facts.cited(PaperKind.RECOGNITION, 'Quyết định')} của {facts.name}"
    recognised = f", được công nhận tại {cited}" if number or day else ""
    body = [
        Line(to.name, "to", "Kính gửi:"),
        Line(
            f"{facts.name} thông báo kết quả học tập của {counted(len(to.enrolments), 'học viên')} do đơn vị cử tham gia"
            f" {in_sentence(one)}, học {facts.time}{recognised}, như sau:"
            if to.key != "-"
            else f"{facts.name} thông báo kết quả học tập {in_sentence(one)}, học {facts.time}{recognised}, như sau:"
        ),
        letter_table(facts, to.enrolments),
        Line("Đề nghị đơn vị thông báo kết quả đến học viên và lưu hồ sơ theo quy định.") if to.key != "-" else None,
    ]
    head = facts.head(PaperKind.LETTER, "", recipients=("Như trên", "Lưu Trung tâm Chính trị"), addressee=to.key)
    place = next(i for i, other in enumerate(facts.letters, 1) if other.key == to.key)
    name = f"{_file_name(facts, PaperKind.LETTER)}-{place:02}"
    return ClassPaper(name, f"Công văn gửi kết quả: {to.name}", head, _kept(body))


def _paper(facts, kind, printed, body, recipients, annexes=()):
    head = facts.head(kind, printed, recipients=recipients)
    title = f"{PaperKind(kind).label} – {facts.training_class.name}"
    return ClassPaper(_file_name(facts, kind), title, head, _kept(body), tuple(annexes))


def _kept(body):
    return tuple(part for part in body if part is not None)


def _file_name(facts, kind):
    return f"{kind}-lop-{facts.training_class.pk}"


def _unnumbered(head, *, subject):
    return type(head)(**{**head.__dict__, "number": "", "subject": subject})


def _decides(facts):
    return [Line(f"GIÁM ĐỐC {facts.name.upper()}", "decider"), Line("QUYẾT ĐỊNH", "decider")]


def _bases(facts, *groups):
    """Căn cứ lines: the centre's own, then those of this paper; all end with ";" but the last, which ends with ","."""
    lines = [line.strip() for line in facts.settings.bases.splitlines() if line.strip()]
    texts = [f"Căn cứ {_bare(line)}" for line in lines]
    for group in groups:
        if isinstance(group, str):
            texts.append(f"Xét {group}")
        else:
            texts += [f"Căn cứ {_bare(line)}" for line in group]
    last = len(texts)
    return [Line(f"- {text}{',' if place == last else ';'}", "basis") for place, text in enumerate(texts, 1)]


def _bare(line):
    """A line as typed, without what the paper itself prints around it."""
    line = line.strip().lstrip("-– ").rstrip(".;, ")
    return line[6:].strip() if line.lower().startswith("căn cứ") else line


def _without_asides(source):
    """The document of a rule set without what was noted about it in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", source)


def _quota_bases(facts):
    year = (facts.training_class.opened_on or facts.quota_decisions[0].decided_on).year if facts.quota_decisions else 0
    return [
        f"Quyết định số {one.number}, ngày {short_date(one.decided_on)} của {one.issuer} về giao chỉ tiêu mở lớp năm {year}"
        for one in facts.quota_decisions
    ]


def _notice_basis(facts):
    number, _ = facts.number_of(PaperKind.NOTICE)
    if not number:
        return []
    return [_after_citing(facts.cited(PaperKind.NOTICE, "Thông báo"), facts, PaperKind.NOTICE)]


def _minutes_basis(facts):
    number, _ = facts.number_of(PaperKind.MINUTES)
    if not number:
        return "kết quả học tập của học viên"
    return [_after_citing(facts.cited(PaperKind.MINUTES, "Biên bản"), facts, PaperKind.MINUTES)]


def _after_citing(cited, facts, kind):
    about = {
        PaperKind.OPENING: f"về việc mở {in_sentence(facts.training_class)}",
        PaperKind.RECOGNITION: f"về việc công nhận kết quả {in_sentence(facts.training_class)}",
        PaperKind.NOTICE: "về việc triệu tập học viên",
        PaperKind.MINUTES: "về việc xét kết quả học tập",
    }[kind]
    return f"{cited} của {facts.name} {about}"


def _list_annex(facts, title, note, enrolments):
    total = f"Danh sách gồm {counted(len(enrolments), 'học viên')}."
    return Annex(title, in_sentence(facts.training_class), note, roster_table(enrolments), total)


def _length(facts):
    """How long the class is: by its timetable, else by its programme."""
    programme = facts.training_class.programme
    length = summary_of(facts.sessions)
    if facts.sessions:
        return f"Thời lượng: {length.sessions:02} buổi, {length.periods} tiết (theo lịch học của lớp)."
    return f"Thời lượng: {programme.periods} tiết." if programme.periods else ""


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


def _with_post(name, post):
    return f"{name}, {post}" if name and post else name or f"{DOTS}{DOTS}"


def _learner(enrolment):
    if enrolment is None:
        return f"{DOTS}{DOTS}"
    unit = enrolment.unit_name
    return f"{enrolment.learner.full_name}{f', {unit}' if unit else ''}"


def _by_band(facts):
    """xuất sắc 02, giỏi 05, …; only of those recognised."""
    found = {}
    for one in facts.completed:
        found.setdefault(facts.result_in_words(one), []).append(one)
    parts = [
        f"{band.label.lower()} {counted(len(found[band.label]), 'học viên')}" for band in Band if band.label in found
    ]
    return ", ".join(parts)


def _bands_line(facts):
    """Of those assessed, how many in each band."""
    count = facts.counts
    if not count.assessed:
        return []
    parts = [
        f"{band.label.lower()} {counted(number, 'học viên')} ({count.share(number)})"
        for band, number in count.bands.items()
        if number
    ]
    return [Line(f"Được đánh giá {counted(count.assessed, 'học viên')}: {', '.join(parts)}.")]


def _who(facts):
    women = sum(one.learner.gender == Gender.FEMALE for one in facts.learners)
    members = sum(one.party_status in (PartyStatus.FULL, PartyStatus.PROBATIONARY) for one in facts.learners)
    parts = [
        f"{label} {counted(number, 'học viên')}{_percent(number, len(facts.learners))}"
        for label, number in (("nữ", women), ("đảng viên", members))
        if number
    ]
    units = f"cử từ {counted(len(facts.letters), 'đơn vị')}"
    return f"Trong đó: {', '.join([*parts, units])}."


def _percent(part, whole):
    return f" ({as_percent(percent_of(part, whole))})" if whole else ""
