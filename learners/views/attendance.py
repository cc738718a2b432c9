"""Attendance: the whole class by all its sessions, one session for a phone, and the address that saves cell by cell."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, require_staff, require_writer
from centres.downloads import shows_pdf, to_read
from centres.templatetags.form_errors import Problem
from classes.models import Session
from learners.actions.attendance import attendance_refusal, locked_since, record_attendance, take_back
from learners.attendance import AttendanceBook
from learners.attendance_codes import Entry, read_absentees, read_code
from learners.attendance_paper import sign_in_sheet_pdf
from learners.models.attendance import Presence
from learners.models.enrolment import State
from learners.views.doors import class_to_change, class_with_names, crumbs

CELL, TYPED, REASON, CONFIRM = "o-", "vang", "ly-do", "xac-nhan"


@dataclass(frozen=True)
class Cell:
    sign: str
    css: str


NOT_EXPECTED = Cell("", "off")
NOT_TAKEN = Cell("", "")


@dataclass(frozen=True)
class Line:
    """One learner's row of the grid, with a cell for each session."""

    enrolment: object
    cells: list
    tally: object


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request, pk):
    """Every learner by every session; a typed list of absentees is sent here where there is no script."""
    if request.method == "POST":
        return _typed(request, class_to_change(request, pk))
    training_class = class_with_names(request, pk)
    book = AttendanceBook(training_class)
    enrolments = list(_listed(training_class))
    open_sessions = [session for session in book.sessions if not _refused(session, training_class)]
    context = {
        "training_class": training_class,
        "book": book,
        "open_sessions": open_sessions,
        "chosen": next((session for session in open_sessions if not session.is_taken), None),
        "to_print": next((session for session in book.sessions if not session.is_taken), None),
        "lines": [_line(book, enrolment) for enrolment in enrolments],
        "short": len(book.short(enrolments)),
        "today": dates.today(),
        "may_take": can_write(request.user, training_class.centre) and bool(open_sessions),
        "locked": locked_since(training_class),
        "crumbs": crumbs(training_class, ("Điểm danh", "")),
    }
    return render(request, "learners/attendance.html", context)


def _listed(training_class):
    """Those who came at all, in the order of the list."""
    came = training_class.enrolments.counted()
    return came.select_related("learner").order_by("roll_number")


def _refused(session, training_class):
    session.training_class = training_class
    return attendance_refusal(session)


def _line(book, enrolment):
    cells = [_cell(book, enrolment, session) for session in book.sessions]
    return Line(enrolment, cells, book.tally(enrolment))


def _cell(book, enrolment, session):
    """Blank while nobody has said anything; in a session that was taken, who was not noted was there."""
    if not enrolment.is_expected_on(session.held_on):
        return NOT_EXPECTED
    entry = book.entry(enrolment, session)
    noted = session.is_taken or entry != Entry()
    return Cell(entry.sign, f"v-{entry.presence}") if noted else NOT_TAKEN


def _typed(request, training_class):
    """Absentees typed on the grid for one of its sessions."""
    asked = request.POST.get("buoi", "")
    sessions = training_class.sessions.live()
    session = get_object_or_404(sessions, pk=asked if asked.isascii() and asked.isdigit() else 0)
    session.training_class = training_class
    errors = _save(request, session)
    for error in errors.values():
        messages.error(request, error)
    if not errors:
        messages.success(request, f"Đã lưu điểm danh buổi {session.when}.")
        return redirect("learners:attendance", training_class.pk)
    return redirect(
        f"{reverse('learners:session_attendance', args=[session.pk])}?vang={request.POST.get(TYPED, '')[:200]}"
    )


def _session(request, pk, *, changing):
    sessions = Session.objects.for_user(request.user).select_related(
        "training_class__centre", "training_class__programme", "training_class__rules", "lecturer", "room", "taken_by"
    )
    session = get_object_or_404(sessions, pk=pk)
    require_staff(request.user, session.training_class.centre)
    if changing:
        require_writer(request.user, session.training_class.centre)
    return session


@require_http_methods(["GET", "HEAD", "POST"])
def session_attendance(request, pk):
    """One session as a list of learners with large buttons; it also works as a plain form."""
    session = _session(request, pk, changing=request.method == "POST")
    errors = {}
    if request.method == "POST":
        errors = _take_back(request, session) if "bo-xac-nhan" in request.POST else _save(request, session)
        if not errors:
            messages.success(request, f"Đã lưu điểm danh buổi {session.when}.")
            return redirect("learners:session_attendance", pk)
    training_class = session.training_class
    rows = _rows(request, session, errors)
    refusal = attendance_refusal(session)
    context = {
        "session": session,
        "training_class": training_class,
        "rows": rows,
        "absent": sum(row["entry"].presence != "present" for row in rows),
        "problems": list(_problems(errors, rows)),
        "typed_wrong": errors.get(TYPED, ""),
        "typed": request.POST.get(TYPED, request.GET.get(TYPED, ""))[:200],
        "reason": request.POST.get(REASON, ""),
        "refusal": refusal,
        "locked": locked_since(training_class),
        "may_take": can_write(request.user, training_class.centre) and not refusal,
        "partial": range(1, session.periods),
        "choices": [("c", "Có mặt"), ("m", "Muộn"), ("p", "Phép"), ("k", "Không phép")],
        "crumbs": crumbs(
            training_class, ("Điểm danh", reverse("learners:attendance", args=[training_class.pk])), (session.when, "")
        ),
    }
    return render(request, "learners/session_attendance.html", context)


def _problems(errors, rows):
    """What keeps the session from being stored, for the box above it: of the page, then of each learner."""
    for key, sentence in errors.items():
        if key == TYPED:
            yield Problem("Số thứ tự người vắng", TYPED, sentence)
        elif not key.isdigit():
            yield Problem("", "", sentence)
    for row in rows:
        if row["error"]:
            enrolment = row["enrolment"]
            yield Problem(f"{enrolment.roll_number}. {enrolment.learner}", f"o{enrolment.pk}c", row["error"])


def _rows(request, session, errors):
    """Those expected on the day, with what stands or was just chosen for each."""
    stored = {row.enrolment_id: Entry.of(row) for row in session.attendances.all()}
    expected = session.training_class.enrolments.on_roster(session.held_on).select_related("learner")
    rows = []
    for enrolment in expected.order_by("roll_number"):
        entry = stored.get(enrolment.pk, Entry())
        chosen = read_code(request.POST.get(f"{CELL}{enrolment.pk}", "")) if errors else None
        rows.append({"enrolment": enrolment, "entry": chosen or entry, "error": errors.get(str(enrolment.pk), "")})
    return rows


@require_POST
def record(request, pk):
    """Cells, a typed list or the confirmation of one session, sent by the page's script; answered in JSON."""
    session = _session(request, pk, changing=True)
    errors = _save(request, session)
    rows = list(session.attendances.all())
    answer = {
        "errors": errors,
        "stands": {str(row.enrolment_id): Entry.of(row).code for row in rows},
        "taken": session.is_taken,
        "said": _said(session, rows) if CONFIRM in request.POST and not errors else "",
        "tallies": {} if errors else _tallies(session.training_class),
    }
    return JsonResponse(answer)


def _said(session, rows):
    """Đã lưu điểm danh buổi sáng 30/11/2026: 49 có mặt, 1 đi muộn, 2 vắng."""
    expected = session.training_class.enrolments.on_roster(session.held_on).count()
    late = sum(row.presence == Presence.LATE for row in rows)
    away = sum(row.presence not in {Presence.PRESENT, Presence.LATE} for row in rows)
    late_part = f"{late:02} đi muộn, " if late else ""
    return f"Đã lưu điểm danh buổi {session.when}: {expected - late - away:02} có mặt, {late_part}{away:02} vắng."


def _tallies(training_class):
    """The last two columns of the grid and whether the line is red, by enrolment pk, as they stand after saving."""
    book = AttendanceBook(training_class)
    lines = ((enrolment, book.tally(enrolment)) for enrolment in training_class.enrolments.counted())
    return {
        enrolment.pk: [tally.so_far, tally.share, tally.is_short and enrolment.state == State.ATTENDING]
        for enrolment, tally in lines
    }


def _save(request, session) -> dict[str, str]:
    """Store what was sent for the session; sentences by enrolment pk, or under other keys for the page."""
    entries, errors = _sent(request.POST, session)
    if errors:
        return errors
    try:
        record_attendance(
            session=session,
            entries=entries,
            user=request.user,
            reason=request.POST.get(REASON, "")[:300],
            confirm=CONFIRM in request.POST,
        )
    except ValidationError as refused:
        return _by_place(refused)
    return {}


def _by_place(refused):
    if not hasattr(refused, "error_dict"):
        return {"page": " ".join(refused.messages)}
    return {"page" if key == NON_FIELD_ERRORS else key: " ".join(texts) for key, texts in refused.message_dict.items()}


def _sent(posted, session):
    entries, errors = {}, {}
    for name, value in posted.items():
        pk = name.removeprefix(CELL)
        if not name.startswith(CELL) or not (pk.isascii() and pk.isdigit()):
            continue
        entry = read_code(value)
        if entry:
            entries[int(pk)] = entry
        elif value:
            errors[pk] = "Chọn có mặt, muộn, có phép, không phép hoặc số tiết vắng."
    typed, wrong = read_absentees(posted.get(TYPED, "")[:2000])
    by_number = dict(session.training_class.enrolments.filter(roll_number__in=typed).values_list("roll_number", "pk"))
    wrong += [f"Không có số thứ tự {number} trong danh sách lớp." for number in typed if number not in by_number]
    if wrong:
        errors[TYPED] = " ".join(wrong)
    return entries | {by_number[number]: entry for number, entry in typed.items() if number in by_number}, errors


def _take_back(request, session):
    try:
        take_back(session=session, user=request.user, reason=request.POST.get(REASON, "")[:300])
    except ValidationError as refused:
        return {"page": " ".join(refused.messages)}
    return {}


@require_safe
@shows_pdf
def sign_in_sheet(request, pk):
    """The list that learners sign, in this session, with the order and numbers of the class."""
    session = _session(request, pk, changing=False)
    expected = session.training_class.enrolments.on_roster(session.held_on).select_related("learner")
    pdf = sign_in_sheet_pdf(session, list(expected.order_by("roll_number")))
    return to_read(pdf, f"diem-danh-{session.held_on:%Y-%m-%d}-{session.part}.pdf")
