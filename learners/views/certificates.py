"""Certificates of a class, one certificate, and the page that checks one without login."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.downloads import shows_pdf, to_read
from centres.forms import posted
from centres.once import makes_once
from config.limits import within
from learners.actions.certificates import (
    is_printing,
    issue_certificates,
    print_certificates,
    reissue_certificate,
    store_paper,
    withdraw_certificate,
)
from learners.actions.joining import join_certificates
from learners.certificate_forms import IssueForm, ReissueForm, WithdrawForm
from learners.certificate_numbers import next_number
from learners.certificate_paper import joined
from learners.certificate_text import read_out
from learners.certificates import (
    blanks_of,
    certificate_with,
    due_on,
    issue_refusal,
    printed_in_order,
    replacement_of,
    to_issue,
)
from learners.forms import tell
from learners.models import Certificate, CertificatesCopy
from learners.models.certificate import Act
from learners.views.doors import class_to_change, class_with_names, crumbs, to_job

AT_ONCE = 60  # so many papers are joined in about a second; more in the background


@require_safe
def class_certificates(request, pk):
    """The certificates of a class: who still waits for one, those issued with their state, until when."""
    training_class = class_with_names(request, pk)
    certificates = _of_class(request.user, training_class)
    printed = printed_in_order(training_class)
    waiting = [] if issue_refusal(training_class) else list(to_issue(training_class).select_related("learner"))
    context = {
        "training_class": training_class,
        "refusal": issue_refusal(training_class),
        "waiting": waiting,
        "certificates": certificates,
        "unprinted": certificates.unprinted().count(),
        "printed": printed,
        "in_one": 0 < len(printed) <= AT_ONCE or _copy(request.user, training_class, printed),
        "printing": is_printing(training_class),
        "due": due_on(training_class),
        "days_left": _days_left(training_class) if waiting else None,
        "next_number": next_number(training_class.centre, training_class.programme, dates.today().year),
        "blanks": blanks_of(training_class.centre),
        "writer": can_write(request.user, training_class.centre),
        "crumbs": crumbs(training_class, ("Giấy chứng nhận", "")),
    }
    return render(request, "learners/certificates.html", context)


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request, pk):
    """Issue a certificate to everybody who completed the class and has none; then have the papers made."""
    training_class = class_to_change(request, pk)
    form = IssueForm(posted(request), numbered=bool(training_class.recognition_number))
    here = reverse("learners:certificates", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_certificates(
                training_class=training_class,
                issued_on=form.cleaned_data["day"],
                by_deputy=form.cleaned_data["by_deputy"],
                unnumbered=form.cleaned_data.get("unnumbered", False),
                user=request.user,
                address=request.build_absolute_uri("/"),
            )
        except ValidationError as refused:
            tell(form, refused)
        else:
            print_certificates(training_class=training_class, user=request.user, address=here)
            first, last = issued[0].number, issued[-1].number
            messages.success(
                request, f"Đã cấp {len(issued):02} giấy chứng nhận, từ số {first} đến số {last}, và ghi vào sổ gốc."
            )
            return redirect(here)
    waiting = to_issue(training_class).select_related("learner")
    context = {
        "training_class": training_class,
        "form": form,
        "refusal": issue_refusal(training_class),
        "waiting": waiting,
        "next_number": next_number(training_class.centre, training_class.programme, dates.today().year),
        "blanks": blanks_of(training_class.centre),
        "crumbs": crumbs(training_class, ("Giấy chứng nhận", here), ("Cấp giấy chứng nhận", "")),
    }
    return render(request, "learners/certificates_issue.html", context)


@require_POST
def print_class(request, pk):
    """Have the papers made that are not there yet, in the background."""
    training_class = class_to_change(request, pk)
    here = reverse("learners:certificates", args=[pk])
    job = print_certificates(training_class=training_class, user=request.user, address=here)
    return to_job(request, job, here)


@require_safe
@shows_pdf
def class_papers(request, pk):
    """The papers of all certificates that stand, in one file in the order of their numbers."""
    training_class = class_with_names(request, pk)
    keys = printed_in_order(training_class)
    name = f"giay-chung-nhan-{training_class.code}.pdf"
    if 0 < len(keys) <= AT_ONCE:
        return to_read(joined(keys), name)
    copy = _copy(request.user, training_class, keys)
    if copy is None:
        missing = (
            f"Bản in của {len(keys)} giấy chưa được ghép thành một tệp."
            if keys
            else "Chưa có bản in nào; hãy chờ tạo xong bản in."
        )
        messages.info(request, missing)
        return redirect("learners:certificates", pk)
    return to_read(bytes(copy.content), name)


@require_POST
def join_class(request, pk):
    """Have the papers of a large class joined into one file in the background."""
    training_class = class_to_change(request, pk)
    address = reverse("learners:class_papers", args=[pk])
    job = join_certificates(training_class=training_class, user=request.user, address=address)
    return to_job(request, job, reverse("learners:certificates", args=[pk]))


@require_safe
@shows_pdf
def certificate_paper(request, pk):
    """One certificate as it was issued."""
    certificate = get_object_or_404(Certificate.objects.for_user(request.user), pk=pk)
    return to_read(store_paper(certificate), f"giay-chung-nhan-{certificate.pk}.pdf")


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request, pk):
    """Issue another certificate in place of one, with a reason."""
    certificate = _to_change(request, pk)
    form = ReissueForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            new = reissue_certificate(
                certificate=certificate,
                issued_on=form.cleaned_data["day"],
                by_deputy=form.cleaned_data["by_deputy"],
                reason=form.cleaned_data["reason"],
                user=request.user,
                address=request.build_absolute_uri("/"),
            )
        except ValidationError as refused:
            tell(form, refused)
        else:
            training_class = certificate.enrolment.training_class
            here = reverse("learners:certificates", args=[training_class.pk])
            print_certificates(training_class=training_class, user=request.user, address=here)
            messages.success(request, f"Đã cấp lại: số {new.number} thay số {certificate.number}.")
            return redirect(here)
    return _form_page(request, certificate, form, "Cấp lại giấy chứng nhận", "Cấp lại")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    """Withdraw a certificate, with a reason."""
    certificate = _to_change(request, pk)
    form = WithdrawForm(posted(request))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            withdraw_certificate(
                certificate=certificate, withdrawn_on=cleaned["day"], reason=cleaned["reason"], user=request.user
            )
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã thu hồi giấy chứng nhận số {certificate.number} và ghi vào sổ gốc.")
            return redirect("learners:certificates", certificate.enrolment.training_class_id)
    return _form_page(request, certificate, form, "Thu hồi giấy chứng nhận", "Thu hồi")


@login_not_required
@never_cache
@require_safe
def check_certificate(request, code):
    """What a certificate prints and whether it stands, for whoever holds its code; nothing more."""
    if not within(request, "check_paper"):
        return ratelimit.respond_429(request)
    certificate = certificate_with(code)
    if certificate is None:
        return _kept_from_search(render(request, "learners/check_certificate.html", {"certificate": None}, status=404))
    context = {
        "certificate": certificate,
        "printed": read_out(certificate.printed),
        "replacement": replacement_of(certificate),
        "withdrawal": certificate.entries.filter(kind=Act.WITHDRAWN).first(),
        "expired": bool(certificate.valid_until and certificate.valid_until < dates.today()),
    }
    return _kept_from_search(render(request, "learners/check_certificate.html", context))


def _copy(user, training_class, keys):
    """The joined file, if it holds just the certificates that stand now; else None."""
    copy = CertificatesCopy.objects.for_user(user).filter(training_class=training_class).defer("content").first()
    return copy if copy and keys and copy.certificates == keys else None


def _kept_from_search(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _of_class(user, training_class):
    certificates = Certificate.objects.for_user(user).filter(enrolment__training_class=training_class)
    with_state = certificates.select_related("enrolment", "replaced_by").prefetch_related("entries")
    return with_state.defer("pdf", "replaced_by__pdf").order_by("enrolment__roll_number", "pk")


def _days_left(training_class):
    due = due_on(training_class)
    return (due - dates.today()).days if due else None


def _to_change(request, pk):
    certificates = Certificate.objects.for_user(request.user).without_pdf()
    certificate = get_object_or_404(certificates.select_related("enrolment__training_class__centre"), pk=pk)
    require_writer(request.user, certificate.centre)
    return certificate


def _form_page(request, certificate, form, title, button):
    training_class = certificate.enrolment.training_class
    here = reverse("learners:certificates", args=[training_class.pk])
    context = {
        "certificate": certificate,
        "printed": read_out(certificate.printed),
        "training_class": training_class,
        "form": form,
        "title": title,
        "button": button,
        "crumbs": crumbs(training_class, ("Giấy chứng nhận", here), (title, "")),
    }
    return render(request, "learners/certificate_form.html", context)
