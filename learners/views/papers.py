"""The centre's register of papers: numbers by kind and term, gaps, papers written by hand; terms, and what papers say."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.context import centre_to_change, centre_with_names
from centres.forms import posted
from centres.once import makes_once
from centres.validity import holds_on
from classes.models import TrainingClass
from learners.actions.paper_files import attach
from learners.actions.papers import call_off, save_term, write_by_hand
from learners.forms import tell
from learners.models import Paper, PaperFile, PaperSettings, Term
from learners.models.paper import PaperKind, Series
from learners.paper_forms import AttachForm, CallOffForm, HandPaperForm, PaperSettingsForm, TermForm
from learners.papers.numbers import WRITTEN_IN_CLASS, Book, class_number, own_number


def _proposed(request):
    """What a page that leads here knows of the paper (?loai=KH&trich-yeu=…); its day is today."""
    series = request.GET.get("loai", "")
    known = {"series": series} if series in Series.values else {}
    return {"dated_on": dates.today(), "subject": request.GET.get("trich-yeu", "")} | known


@require_safe
def papers(request):
    """The numbers of one term, kind by kind; ?nhiem-ky= chooses another term, ?loai= one kind."""
    centre = centre_with_names(request)
    terms = list(Term.objects.for_user(request.user).filter(centre=centre))
    asked = request.GET.get("nhiem-ky", "")
    term = next((one for one in terms if str(one.pk) == asked), None) or _present(terms)
    chosen = request.GET.get("loai", "")
    series = [one for one in Series.values if chosen in ("", one)] if chosen in Series.values else Series.values
    rows = Paper.objects.for_user(request.user).filter(centre=centre, term=term, series__in=series)
    rows = list(rows.select_related("centre", "training_class").order_by("series", "number"))
    books = [Book(one, [row for row in rows if row.series == one]) for one in series]
    context = {
        "centre": centre,
        "terms": terms,
        "term": term,
        "books": [book for book in books if book.papers or chosen],
        "kinds": [(one.value, one.label, one.value == chosen) for one in Series],
        "unregistered": _unregistered(request, centre) if terms else [],
        "writer": can_write(request.user, centre),
        "crumbs": _crumbs(),
    }
    return render(request, "learners/papers.html", context)


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def new_paper(request):
    """Enter a paper that is no class's, or was written by hand: it takes a number of the same series."""
    centre = centre_to_change(request)
    form = HandPaperForm(posted(request), instance=Paper(centre=centre), initial=_proposed(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.by = request.user
        try:
            paper = write_by_hand(paper=form.instance)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi văn bản số {paper.label}.")
            return redirect("learners:paper", paper.pk)
    return _form_page(request, form, "Thêm văn bản", "Ghi vào sổ", centre.name)


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request, pk):
    """One paper of the register with its files; a file sent is kept with it."""
    found = _paper(request, pk)
    writer = can_write(request.user, found.centre)
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if request.method == "POST":
        require_writer(request.user, found.centre)
        if form.is_valid():
            sent = form.cleaned_data["file"]
            try:
                attach(paper=found, name=sent.name, content=sent.read(11 * 2**20), user=request.user)
            except ValidationError as refused:
                tell(form, refused)
            else:
                messages.success(request, f"Đã đính kèm {sent.name}.")
                return redirect("learners:paper", pk)
    files = PaperFile.objects.for_user(request.user).filter(paper=found).defer("content").select_related("by")
    context = {
        "paper": found,
        "files": files,
        "form": form if writer else None,
        "writer": writer,
        "may_call_off": writer and not found.called_off and found.kind != PaperKind.RECOGNITION,
        "crumbs": _crumbs((found.label, "")),
    }
    return render(request, "learners/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_off_paper(request, pk):
    """Call a paper off, with a reason; its number is not given again."""
    found = _paper(request, pk)
    require_writer(request.user, found.centre)
    form = CallOffForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            call_off(paper=found, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi hủy văn bản số {found.label}. Số này không cấp lại.")
            return redirect("learners:paper", pk)
    back = reverse("learners:paper", args=[pk])
    return _form_page(request, form, f"Hủy văn bản {found.label}", "Hủy văn bản", found.subject, back)


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def new_term(request):
    """Enter a term; numbers already written in the centre's classes are taken in it."""
    return _term_page(request, Term(centre=centre_to_change(request)), "Thêm nhiệm kỳ")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request, pk):
    """Correct a term's name or days."""
    term = get_object_or_404(Term.objects.for_user(request.user).select_related("centre"), pk=pk)
    require_writer(request.user, term.centre)
    return _term_page(request, term, f"Sửa nhiệm kỳ {term}")


@require_http_methods(["GET", "HEAD", "POST"])
def paper_settings(request):
    """What the centre's papers say that no row knows."""
    centre = centre_to_change(request)
    found = PaperSettings.objects.for_user(request.user).filter(centre=centre).first()
    form = PaperSettingsForm(posted(request), instance=found or PaperSettings(centre=centre), user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu nội dung chung của văn bản.")
        return redirect("learners:papers")
    return _form_page(request, form, "Nội dung chung của văn bản", "Lưu", centre.name)


def _term_page(request, term, title):
    form = TermForm(posted(request), instance=term, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            save_term(term=form.instance)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã lưu nhiệm kỳ {form.instance}.")
            return redirect("learners:papers")
    return _form_page(request, form, title, "Lưu nhiệm kỳ", term.centre.name)


def _form_page(request, form, title, button, fact, back=None):
    back = back or reverse("learners:papers")
    context = {"form": form, "title": title, "button": button, "fact": fact, "back": back}
    return render(request, "learners/paper_form.html", context | {"crumbs": _crumbs((title, ""))})


def _present(terms):
    """The term of today, else the latest."""
    today = dates.today()
    running = [one for one in terms if holds_on(one, today)]
    return next(iter(running or terms), None)


def _unregistered(request, centre):
    """Decisions written in classes under the centre's own symbol that the register could not take: (class, number)."""
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre).select_related("centre")
    taken = Paper.objects.for_user(request.user).in_force().filter(centre=centre, kind__in=WRITTEN_IN_CLASS)
    taken = set(taken.values_list("training_class", "kind"))
    return [
        (one, class_number(one, kind)[0])
        for one in classes.order_by("opened_on", "code")
        for kind in WRITTEN_IN_CLASS
        if (one.pk, kind) not in taken and own_number(centre, class_number(one, kind)[0])
    ]


def _paper(request, pk):
    rows = Paper.objects.for_user(request.user).select_related("centre", "term", "training_class", "by")
    return get_object_or_404(rows, pk=pk)


def _crumbs(*pages):
    register = ("Sổ văn bản", reverse("learners:papers") if pages else "")
    return [("Trang đầu", reverse("reports:home")), register, *pages]
