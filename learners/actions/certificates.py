"""Issuing, reissuing and withdrawing certificates, the blanks, and binding the register. Every act is a new row."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from centres import dates, jobs
from centres.models import Centre, Job, User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.bands import rules_of
from learners.certificate_numbers import take_numbers
from learners.certificate_paper import certificate_pdf, register_pdf
from learners.certificate_text import months_later, of_class, of_learner
from learners.certificates import blanks_of, issue_refusal, to_issue
from learners.models import BlankMovement, Certificate, Enrolment, RegisterEntry, RegisterVolume
from learners.models.certificate import Act, Movement

PRINTING = "certificates"
NO_NUMBER = "Quyết định công nhận kết quả chưa có số. Giấy in số ấy và in rồi không đổi được: hãy lấy số trước, hoặc đánh dấu ô này."


@transaction.atomic
def issue_certificates(
    *,
    training_class: TrainingClass,
    issued_on: datetime.date,
    user: User,
    address: str,
    by_deputy: bool = False,
    unnumbered: bool = False,
) -> list[Certificate]:
    """Give everybody who completed the class and has no certificate one, numbered in the order of the list.

    `address` is the site's, for the page that checks a certificate; `unnumbered` says that it was seen that the
    recognition, which every certificate names, has no number yet. Raises ValidationError where the class, the day or
    the blanks do not allow it. Certificate numbers and register numbers are taken here, without gaps.
    """
    locked = lock_class(training_class)
    if refused := issue_refusal(locked):
        raise ValidationError(refused)
    if not (locked.recognition_number or unnumbered):
        raise ValidationError({"unnumbered": NO_NUMBER})
    _check_day(locked, issued_on)
    enrolments = list(to_issue(locked).with_final_mark().select_related("learner"))
    if not enrolments:
        raise ValidationError("Không còn học viên nào của lớp chờ cấp giấy chứng nhận.")
    _check_blanks(locked.centre, len(enrolments))
    common = of_class(locked, issued_on, by_deputy=by_deputy)
    numbers = take_numbers(locked.centre, locked.programme, issued_on.year, len(enrolments))
    rules_of(locked)
    certificates = [
        _certificate(enrolment, number, common, issued_on, user, address)
        for enrolment, number in zip(enrolments, numbers, strict=True)
    ]
    return _enter(certificates, Act.ISSUED, "")


@transaction.atomic
def reissue_certificate(
    *,
    certificate: Certificate,
    issued_on: datetime.date,
    reason: str,
    user: User,
    address: str,
    by_deputy: bool = False,
) -> Certificate:
    """Issue another one in its place, with the learner's data as they are now; the old one stands as replaced.

    Raises ValidationError where it was replaced or withdrawn already, or where the reason, the day or the blanks fail.
    """
    locked = lock_class(certificate.enrolment.training_class)
    _check_standing(certificate)
    _check_reason(reason)
    _check_day(locked, issued_on, not_before=certificate.issued_on)
    _check_blanks(locked.centre, 1)
    enrolment = locked.enrolments.with_final_mark().select_related("learner").get(pk=certificate.enrolment_id)
    common = of_class(locked, issued_on, by_deputy=by_deputy)
    [number] = take_numbers(locked.centre, locked.programme, issued_on.year, 1)
    new = _certificate(enrolment, number, common, issued_on, user, address, replaces=certificate)
    return _enter([new], Act.REISSUED, reason.strip())[0]


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, withdrawn_on: datetime.date, reason: str, user: User) -> None:
    """Enter a withdrawal; the certificate's page says so from then on. Raises ValidationError as for a reissue."""
    locked = lock_class(certificate.enrolment.training_class)
    _check_standing(certificate)
    _check_reason(reason)
    _check_day(locked, withdrawn_on, not_before=certificate.issued_on)
    RegisterEntry.objects.create(
        centre=locked.centre,
        number=_next_entry(locked.centre),
        kind=Act.WITHDRAWN,
        certificate=certificate,
        entered_on=withdrawn_on,
        reason=reason.strip(),
        by=user,
    )


@transaction.atomic
def record_blanks(
    *, centre: Centre, kind: str, moved_on: datetime.date, quantity: int, note: str, user: User
) -> BlankMovement:
    """Write down blanks that came or were spoiled. Raises ValidationError where more would be spoiled than are left."""
    Centre.objects.select_for_update().get(pk=centre.pk)
    blanks = blanks_of(centre)
    if kind == Movement.SPOILED and (blanks is None or quantity > blanks.left):
        left = 0 if blanks is None else blanks.left
        raise ValidationError({"quantity": f"Chỉ còn {left} phôi nên không ghi hỏng {quantity} phôi được."})
    movement = BlankMovement(centre=centre, kind=kind, moved_on=moved_on, quantity=quantity, note=note.strip(), by=user)
    movement.full_clean()
    movement.save()
    return movement


@transaction.atomic
def bind_volume(*, centre: Centre, user: User) -> RegisterVolume:
    """Close the register's lines since the last volume into a volume whose pages are kept as printed.

    Raises ValidationError where no line has come since.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
    volumes = RegisterVolume.objects.filter(centre=centre)
    last = volumes.aggregate(volume=Max("number"), entry=Max("last_entry"))
    entries = list(entries_after(centre, last["entry"] or 0))
    if not entries:
        raise ValidationError("Từ quyển trước đến nay sổ gốc chưa có dòng nào mới.")
    number = (last["volume"] or 0) + 1
    pages, pdf = register_pdf(centre, entries, number=number, day=dates.today())
    return RegisterVolume.objects.create(
        centre=centre,
        number=number,
        first_entry=entries[0].number,
        last_entry=entries[-1].number,
        pages=pages,
        pdf=pdf,
        bound_on=dates.today(),
        by=user,
    )


def entries_after(centre: Centre, number: int):
    """The register's lines after a number, with their certificates."""
    entries = RegisterEntry.objects.filter(centre=centre, number__gt=number)
    return entries.select_related("certificate", "certificate__replaces").defer(
        "certificate__pdf", "certificate__replaces__pdf"
    )


def print_certificates(*, training_class: TrainingClass, user: User, address: str) -> Job:
    """Have the papers of the class made in the background; `address` is the page that then offers them."""
    return jobs.begin(
        kind=PRINTING,
        centre=training_class.centre,
        user=user,
        title=f"In giấy chứng nhận lớp {training_class.code}",
        subject=training_class.pk,
        address=address,
    )


def is_printing(training_class: TrainingClass) -> bool:
    """Whether papers of the class are being made, or wait for a worker."""
    return Job.objects.unfinished().filter(kind=PRINTING, subject=training_class.pk).exists()


@jobs.kind(PRINTING)
def _print(job):
    """Make each paper that is not yet there. Each is stored once and never made anew."""
    unprinted = Certificate.objects.filter(enrolment__training_class=job.subject).unprinted()
    keys = list(unprinted.order_by("pk").values_list("pk", flat=True))
    yield len(keys)
    for key in keys:
        store_paper(Certificate.objects.get(pk=key))
        yield


def store_paper(certificate: Certificate) -> bytes:
    """The certificate's paper, made and stored the first time, the stored bytes ever after."""
    if certificate.pdf is None:
        made = certificate_pdf(certificate)
        Certificate.objects.unprinted().filter(pk=certificate.pk).update(pdf=made)
        certificate.refresh_from_db(fields=["pdf"])
    return bytes(certificate.pdf)


def _certificate(enrolment: Enrolment, number, common, issued_on, user, address, replaces=None):
    months = enrolment.training_class.programme.certificate_months
    valid_until = months_later(issued_on, months) if months else None
    certificate = Certificate(
        centre=enrolment.training_class.centre,
        enrolment=enrolment,
        number=number,
        issued_on=issued_on,
        valid_until=valid_until,
        replaces=replaces,
        issued_by=user,
    )
    certificate.printed = (
        common
        | of_learner(enrolment)
        | {
            "number": number,
            "valid_until": dates.short_date(valid_until) if valid_until else "",
            "replaces": replaces.number if replaces else "",
            "address": f"{address.rstrip('/')}/xac-minh/{certificate.code}/",
        }
    )
    return certificate


def _enter(certificates, kind, reason):
    """Give each its line in the register, whose number it prints, and store both."""
    centre = certificates[0].centre
    first = _next_entry(centre)
    for number, certificate in enumerate(certificates, first):
        certificate.printed["register_number"] = str(number)
    stored = Certificate.objects.bulk_create(certificates)
    RegisterEntry.objects.bulk_create(
        RegisterEntry(
            centre=centre,
            number=number,
            kind=kind,
            certificate=certificate,
            entered_on=certificate.issued_on,
            reason=reason,
            by=certificate.issued_by,
        )
        for number, certificate in enumerate(stored, first)
    )
    return stored


def _next_entry(centre):
    """Under the centre's lock: the register has no gap and no double."""
    return (RegisterEntry.objects.filter(centre=centre).aggregate(last=Max("number"))["last"] or 0) + 1


def _check_day(training_class, day, not_before=None):
    earliest = not_before or training_class.recognised_on
    if day < earliest:
        what = "ngày cấp giấy chứng nhận" if not_before else "ngày công nhận kết quả"
        raise ValidationError({"day": f"Không được trước {what}, {earliest:%d/%m/%Y}."})
    if day > dates.today():
        raise ValidationError({"day": "Không được sau hôm nay."})


def _check_blanks(centre, needed):
    blanks = blanks_of(centre)
    if blanks and blanks.left < needed:
        raise ValidationError(
            f"Cần {needed} phôi mà theo sổ chỉ còn {blanks.left}. Hãy ghi số phôi mới nhận rồi cấp tiếp."
        )


def _check_standing(certificate):
    if not Certificate.objects.standing().filter(pk=certificate.pk).exists():
        raise ValidationError(f"Giấy chứng nhận {certificate.number} đã được thay hoặc thu hồi.")


def _check_reason(reason):
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do."})
