"""Papers about what became of a class and its learners."""

import re
from dataclasses import replace

from centres.names import sort_key
from centres.numbers import percent_of
from classes.models.programme import Certificate
from classes.progress import as_percent
from classes.timetable.summary import summary_of
from classes.wording import begun_small, in_sentence
from learners.bands import Band
from learners.models.enrolment import PartyStatus, State
from learners.models.learner import Gender
from learners.models.paper import PaperKind
from learners.papers.facts import DOTS, Facts, counted
from learners.papers.tables import commended_table, completed_table, letter_table, results_table
from learners.papers.texts.pieces import (
    after_citing,
    bands_line,
    bases,
    decides,
    enclosed,
    file_name,
    kept,
    numbered_paper,
    with_post,
)
from learners.papers.value import ClassPaper, Line


def marks(facts: Facts) -> ClassPaper:
    """Bảng điểm: everybody who studied, with marks, band or why there is none. It bears no number."""
    named = facts.head(PaperKind.MINUTES, "BẢNG ĐIỂM", recipients=())
    head = replace(named, number="", subject=f"kết quả kiểm tra {in_sentence(facts.training_class)}")
    body = [
        Line(f"Thời gian học {facts.time}. Tổng số: {counted(len(facts.learners), 'học viên')}."),
        results_table(facts, facts.learners),
        *bands_line(facts),
    ]
    return ClassPaper(
        file_name(facts, "bang-diem"),
        f"Bảng điểm {facts.training_class.name}",
        head,
        kept(body),
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
        Line(f"Thư ký: đồng chí {with_post(named.secretary, named.secretary_post)};"),
        Line(f"Dự họp: {f'đồng chí {named.head}, Chủ nhiệm lớp; ' if named.head else ''}{DOTS}{DOTS}."),
        Line(f"Nội dung: xét kết quả học tập {in_sentence(one)}, {facts.time}.", lead="3."),
        Line(
            f"Danh sách có {counted(count.enrolled, 'học viên')}; dự học {counted(count.learners, 'học viên')};"
            f" thôi học giữa chừng {counted(count.states[State.WITHDRAWN], 'học viên')};"
            f" không được đánh giá {counted(count.not_assessed, 'học viên')}."
        ),
        *bands_line(facts),
        Line(
            f"Hội nghị thống nhất đề nghị Giám đốc công nhận {counted(passed, 'học viên')} hoàn thành chương trình"
            " (có bảng điểm kèm theo).",
            lead="4.",
        ),
        Line(f"Ý kiến khác: {DOTS}{DOTS}{DOTS}", lead="5."),
        Line(f"Biên bản lập xong, đã thông qua hội nghị; hội nghị kết thúc lúc {DOTS} giờ cùng ngày."),
    ]
    name = file_name(facts, PaperKind.MINUTES)
    return ClassPaper(name, "Biên bản xét kết quả", head, kept(body), partner=("Thư ký", named.secretary))


def recognition(facts: Facts) -> ClassPaper:
    """Quyết định công nhận kết quả, with the list and the bands."""
    one, rules = facts.training_class, facts.rules
    bands = _by_band(facts)
    among = f", trong đó: {bands}" if bands else ""
    certified = one.programme.certificate == Certificate.CENTRE
    days = f" trong thời hạn {counted(rules.certificate_days, 'ngày')}" if rules else ""
    source = [_cited_in_full(rules.source)] if rules and not rules.assumed else []
    body = [
        *bases(
            facts,
            source,
            [after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)],
            _minutes_basis(facts),
        ),
        *decides(facts),
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
    title, table = "DANH SÁCH HỌC VIÊN HOÀN THÀNH CHƯƠNG TRÌNH", completed_table(facts, facts.completed)
    annex = enclosed(facts, PaperKind.RECOGNITION, "Quyết định", title, table, len(facts.completed))
    recipients = (f"{facts.named.host} (để báo cáo)", "Như Điều 3", *facts.recipients)
    return numbered_paper(facts, PaperKind.RECOGNITION, "QUYẾT ĐỊNH", body, recipients, (annex,))


def commendation(facts: Facts) -> ClassPaper:
    """Quyết định khen thưởng, with the list."""
    one = facts.training_class
    recognised = [after_citing(facts.cited(PaperKind.RECOGNITION, "Quyết định"), facts, PaperKind.RECOGNITION)]
    people = len({row.enrolment_id for row in facts.commended})
    titled = one.titled is True
    body = [
        *bases(facts, recognised, "thành tích học tập, rèn luyện của học viên"),
        *decides(facts),
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
    title, table = "DANH SÁCH HỌC VIÊN ĐƯỢC KHEN THƯỞNG", commended_table(facts.commended)
    annex = enclosed(facts, PaperKind.COMMENDATION, "Quyết định", title, table, people)
    recipients = ("Như Điều 3", *facts.recipients)
    return numbered_paper(facts, PaperKind.COMMENDATION, "QUYẾT ĐỊNH", body, recipients, (annex,))


def report(facts: Facts) -> ClassPaper:
    """Báo cáo kết quả lớp, to the committee and the bodies that took part."""
    one, count = facts.training_class, facts.counts
    length = summary_of(facts.sessions)
    lecturers = sorted(dict.fromkeys(str(s.lecturer) for s in facts.sessions if s.lecturer_id), key=sort_key)
    opened = after_citing(facts.cited(PaperKind.OPENING, "Quyết định"), facts, PaperKind.OPENING)
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
        *bands_line(facts),
        Line(
            f"Hoàn thành chương trình: {counted(len(facts.completed), 'học viên')}"
            f"{_percent(len(facts.completed), count.learners)}."
        ),
        Line("Kết quả từng học viên có trong danh sách kèm theo."),
    ]
    table = results_table(facts, facts.learners)
    annex = enclosed(facts, PaperKind.REPORT, "Báo cáo", "KẾT QUẢ CỦA TỪNG HỌC VIÊN", table, len(facts.learners))
    recipients = (facts.named.host, facts.centre.province.board, "Các đơn vị cử học viên", *facts.recipients)
    return numbered_paper(facts, PaperKind.REPORT, "BÁO CÁO", body, recipients, (annex,))


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
    name = f"{file_name(facts, PaperKind.LETTER)}-{place:02}"
    return ClassPaper(name, f"Công văn gửi kết quả: {to.name}", head, kept(body))


def _minutes_basis(facts):
    number, _ = facts.number_of(PaperKind.MINUTES)
    if not number:
        return "kết quả học tập của học viên"
    return [after_citing(facts.cited(PaperKind.MINUTES, "Biên bản"), facts, PaperKind.MINUTES)]


def _by_band(facts):
    """xuất sắc 02, giỏi 05, …; only of those recognised."""
    found = {}
    for one in facts.completed:
        found.setdefault(facts.result_in_words(one), []).append(one)
    parts = [
        f"{band.label.lower()} {counted(len(found[band.label]), 'học viên')}" for band in Band if band.label in found
    ]
    return ", ".join(parts)


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


def _cited_in_full(source):
    """The document of a rule set as a paper first cites it: with "số", without what was noted about it in brackets."""
    return re.sub(r"^(Quyết định|Quy định|Hướng dẫn) (?=\d)", r"\1 số ", re.sub(r"\s*\([^)]*\)", "", source))
