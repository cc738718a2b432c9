"""Taking numbers for papers. Every act locks the centre first, so that no number is given twice.

The opening and the recognition of a class keep number and day in the class itself, where reports read them: taking a number
here writes it there, and a number typed there is taken in the series (`keep_step`).
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from centres import dates
from centres.models import Centre, User
from classes import actions as class_actions
from classes.models import TrainingClass
from classes.signals import class_saved
from learners.actions.closing import recognise_class
from learners.actions.locking import lock_class
from learners.models import Commendation, Paper, Term, TitleDecision
from learners.models.paper import PaperKind, Series
from learners.papers.letters import letters_of
from learners.papers.numbers import SERIES_OF, WRITTEN_IN_CLASS, class_number, next_number, own_number
from learners.papers.subjects import subject_of

SUBJECT = Paper._meta.get_field("subject").max_length


@transaction.atomic
def save_term(*, term: Term) -> Term:
    """Store a term, new or corrected, and take in it the numbers already written in the centre's classes.

    Raises ValidationError where it overlaps another, or papers would fall out of it.
    """
    Centre.objects.select_for_update().get(pk=term.centre_id)
    others = Term.objects.filter(centre=term.centre_id).exclude(pk=term.pk)
    for other in others:
        if term.valid_from <= (other.valid_to or datetime.date.max) and other.valid_from <= (
            term.valid_to or datetime.date.max
        ):
            raise ValidationError(
                {"valid_from": f"Trùng thời gian với nhiệm kỳ {other}; hãy ghi ngày kết thúc của nó."}
            )
    term.full_clean()
    term.save()
    outside = term.papers.filter(dated_on__lt=term.valid_from)
    if term.valid_to:
        outside = outside | term.papers.filter(dated_on__gt=term.valid_to)
    if paper := outside.select_related("centre").first():
        raise ValidationError(f"Văn bản {paper.label}, ngày {paper.dated_on:%d/%m/%Y}, sẽ ở ngoài nhiệm kỳ này.")
    classes = TrainingClass.objects.filter(centre=term.centre_id).select_related("centre", "programme")
    for training_class in classes.order_by("opened_on", "code"):  # of two with one number the earlier has it
        for kind in WRITTEN_IN_CLASS:
            _take_typed(training_class, kind, *class_number(training_class, kind))
        _take_typed(training_class, PaperKind.COMMENDATION, *_commended_by(training_class))
    return term


def _commended_by(training_class):
    """Number and day of the decision on titles and rewards as they were written down; empty and None without one."""
    if decision := TitleDecision.objects.filter(training_class=training_class).first():
        return decision.number, decision.decided_on
    named = Commendation.objects.filter(enrolment__training_class=training_class).exclude(decision_number="")
    return named.order_by("pk").values_list("decision_number", "decided_on").first() or ("", None)


@transaction.atomic
def take_number(
    *,
    training_class: TrainingClass,
    kind: str,
    dated_on: datetime.date,
    user: User,
    number: int | None = None,
    by_deputy: bool = False,
    outside: bool = False,
) -> list[Paper]:
    """Give a paper of the class its number: `number` where one is asked for, else the next of its series.

    Letters of results get one each, in the order of the units, those that have one left out. Raises ValidationError, by
    field where one is meant: a number that is taken, a day without a term, a class that does not allow it.
    """
    locked = lock_class(training_class)
    term = _term_on(locked.centre, dated_on)
    common = {
        "centre": locked.centre,
        "term": term,
        "series": SERIES_OF[kind],
        "dated_on": dated_on,
        "by_deputy": by_deputy,
        "outside": outside,
        "training_class": locked,
        "kind": kind,
        "by": user,
    }
    made = []
    for addressee, subject in _wanted(locked, kind):
        number = _free(term, SERIES_OF[kind], number)
        made.append(_store(Paper(number=number, addressee=addressee, subject=subject[:SUBJECT], **common)))
        number += 1
    if kind in WRITTEN_IN_CLASS:
        _write_in_class(locked, kind, made[0])
    if kind == PaperKind.COMMENDATION:
        _write_in_commendations(locked, made[0])
    return made


@transaction.atomic
def write_by_hand(*, paper: Paper) -> Paper:
    """Enter a paper of the centre: written by hand ("cấp ngoài hệ thống"), or its number taken here. No number: the next.

    Raises ValidationError by field, as `take_number` does.
    """
    Centre.objects.select_for_update().get(pk=paper.centre_id)
    paper.term = _term_on(paper.centre, paper.dated_on)
    paper.number = _free(paper.term, paper.series, paper.number)
    return _store(paper)


@transaction.atomic
def call_off(*, paper: Paper, reason: str) -> None:
    """A paper that will not be given out: its number stays taken, its place in the class is free again.

    Raises ValidationError for a recognition, on which marks, certificates and reports rest, and without a reason.
    """
    Centre.objects.select_for_update().get(pk=paper.centre_id)
    paper = Paper.objects.select_for_update(of=("self",)).select_related("training_class", "centre").get(pk=paper.pk)
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do."})
    if paper.called_off:
        raise ValidationError("Văn bản này đã hủy.")
    if paper.kind == PaperKind.RECOGNITION:
        raise ValidationError("Kết quả của lớp đã được công nhận bằng quyết định này nên không hủy được.")
    paper.called_off = reason.strip()
    paper.save(update_fields=["called_off"])
    if paper.kind == PaperKind.OPENING:
        training_class = TrainingClass.objects.select_related("centre", "programme").get(pk=paper.training_class_id)
        training_class.opening_number, training_class.opening_decided_on = "", None
        class_actions.save_class(training_class=training_class)
    if paper.kind == PaperKind.COMMENDATION:
        written = Commendation.objects.filter(enrolment__training_class=paper.training_class_id)
        written.filter(decision_number=paper.label).update(decision_number="")


@receiver(class_saved)
def keep_step(sender, training_class, before, **_):
    """Take in the series the numbers typed in a class; refuse one that another paper bears."""
    for kind in WRITTEN_IN_CLASS:
        written = class_number(training_class, kind)
        changed = any(written) if before is None else class_number(before, kind) != written
        if changed and (conflict := _take_typed(training_class, kind, *written)):
            raise ValidationError({WRITTEN_IN_CLASS[kind][0]: conflict})


@receiver(post_save, sender=TitleDecision)
def keep_titles(sender, instance, **_):
    """The same of the number that the decision on titles and rewards was written down with."""
    typed = (instance.number, instance.decided_on)
    if conflict := _take_typed(instance.training_class, PaperKind.COMMENDATION, *typed):
        raise ValidationError({"number": conflict})


def _take_typed(training_class, kind, text, day):
    """Let the paper of the class follow what was written; the sentence of refusal where the number is another's."""
    number = own_number(training_class.centre, text)
    # A decision without a day is counted to the term in which the class opens
    counted_on = day or training_class.opened_on
    term = Term.objects.of(training_class.centre, counted_on) if number and counted_on else None
    stored = Paper.objects.in_force().filter(training_class=training_class, kind=kind).first()
    if term is None:
        if stored:
            stored.delete()
        return ""
    place = {"centre": training_class.centre, "term": term, "series": Series.DECISION, "number": number}
    holder = Paper.objects.filter(**place).select_related("centre", "training_class").first()
    if holder and holder != stored:
        return taken_sentence(holder)
    paper = stored or Paper(training_class=training_class, kind=kind, outside=True)
    for name, value in (place | {"dated_on": day}).items():
        setattr(paper, name, value)
    paper.subject = subject_of(training_class, kind)[:SUBJECT]
    paper.save()
    return ""


def _write_in_class(training_class, kind, paper):
    """The number and day, through the acts that a form would use; what is there already stays as it is."""
    if kind == PaperKind.OPENING:
        training_class.opening_number, training_class.opening_decided_on = paper.label, paper.dated_on
        class_actions.save_class(training_class=training_class)
    elif not training_class.is_recognised:
        recognise_class(training_class=training_class, number=paper.label, recognised_on=paper.dated_on)
    else:
        if training_class.recognised_on != paper.dated_on:
            day = f"{training_class.recognised_on:%d/%m/%Y}"
            raise ValidationError({"dated_on": f"Kết quả đã được công nhận ngày {day}: quyết định mang ngày đó."})
        training_class.recognition_number = paper.label
        class_actions.save_class(training_class=training_class)


def _write_in_commendations(training_class, paper):
    named = Commendation.objects.filter(enrolment__training_class=training_class)
    named.filter(decision_number="").update(decision_number=paper.label, decided_on=paper.dated_on)


def _wanted(training_class, kind):
    """(key of the addressee, subject) of every paper of the kind that has no number yet."""
    given = Paper.objects.in_force().filter(training_class=training_class, kind=kind)
    given = set(given.values_list("addressee", flat=True))
    if kind in WRITTEN_IN_CLASS and class_number(training_class, kind)[0]:
        raise ValidationError(f"Lớp đã ghi quyết định số {class_number(training_class, kind)[0]}.")
    if kind == PaperKind.LETTER:
        wanted = [(one.key, f"{subject_of(training_class, kind)} ({one.name})") for one in letters_of(training_class)]
    else:
        wanted = [("", subject_of(training_class, kind))]
    missing = [one for one in wanted if one[0] not in given]
    if not missing:
        raise ValidationError("Văn bản này đã có số.")
    return missing


def _term_on(centre, day):
    if day > dates.today():
        raise ValidationError({"dated_on": "Ngày này chưa tới."})
    if term := Term.objects.of(centre, day):
        return term
    raise ValidationError({"dated_on": "Chưa ghi nhiệm kỳ nào có ngày này; hãy ghi nhiệm kỳ ở trang Sổ văn bản."})


def _free(term, series, number):
    """The number asked for if nobody has it, else the next; the centre is locked."""
    if number is None:
        return next_number(term, series)
    taken = Paper.objects.filter(centre=term.centre_id, term=term, series=series, number=number)
    if holder := taken.select_related("centre", "training_class").first():
        raise ValidationError({"number": f"{taken_sentence(holder)} Số tiếp theo là {next_number(term, series):02}."})
    return number


def taken_sentence(paper: Paper) -> str:
    """Số 08-QĐ/TTCT đã cấp ngày 05/02/2026: mở lớp … (lớp 2026-03)."""
    day = f" ngày {paper.dated_on:%d/%m/%Y}" if paper.dated_on else ""
    of_class = f" (lớp {paper.training_class.code})" if paper.training_class else ""
    return f"Số {paper.label} đã cấp{day}: {paper.subject}{of_class}."


def _store(paper):
    paper.full_clean()
    paper.save()
    return paper
