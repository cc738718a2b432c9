"""The dossier of a class: what is there and what is missing, numbers, papers made here, files attached, one parcel of all."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.downloads import WORD, shows_pdf, to_read, to_save
from centres.forms import posted
from centres.once import makes_once
from learners.actions.paper_files import attach, pack_dossier, remove_file
from learners.actions.papers import take_number
from learners.forms import tell
from learners.models import ClassOfficers, DossierCopy, DossierNote, PaperFile, Term
from learners.models.paper import PaperKind
from learners.paper_forms import AttachForm, NoteForm, OfficersForm, TakeNumberForm
from learners.papers.checklist import BY_KEY, ITEMS, dossier_of, is_made_here, papers_of, refusal_of
from learners.papers.docx import paper_docx
from learners.papers.facts import Facts
from learners.papers.numbers import SERIES_OF, WRITTEN_IN_CLASS, class_number, next_number
from learners.papers.pdf import papers_pdf
from learners.views.doors import class_to_change, class_with_names, crumbs, to_job


@require_safe
def dossier(request, pk):
    """Every paper of the class in order, with number, day, state; the gaps first."""
    training_class = class_with_names(request, pk)
    facts = Facts(training_class)
    entries = dossier_of(facts)
    copies = DossierCopy.objects.for_user(request.user).filter(training_class=training_class)
    context = {
        "training_class": training_class,
        "entries": entries,
        "gaps": [entry for entry in entries if entry.is_gap],
        "makeable": {item.key for item in ITEMS if is_made_here(item) and not refusal_of(item, facts)},
        "officers": facts.officers if facts.officers.pk else None,
        "copy": copies.defer("content").first(),
        "term": _terms(request, training_class).of(training_class.centre, dates.today()),
        "writer": can_write(request.user, training_class.centre),
        "crumbs": crumbs(training_class, ("Hồ sơ lớp", "")),
    }
    return render(request, "learners/dossier.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_item(request, pk, item):
    """One paper of the class: its number, what is made here, the files; what staff note of it is saved."""
    training_class, item = class_with_names(request, pk), _item(item)
    writer = can_write(request.user, training_class.centre)
    if request.method == "POST":
        require_writer(request.user, training_class.centre)
    notes = DossierNote.objects.for_user(request.user).filter(training_class=training_class, item=item.key)
    note = notes.first() or DossierNote(training_class=training_class, item=item.key)
    form = NoteForm(posted(request), instance=note, user=request.user, numbered=bool(item.kind)) if writer else None
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã ghi: {item.title}.")
        return redirect("learners:dossier_item", pk, item.key)
    return render(request, "learners/dossier_item.html", _item_context(request, training_class, item, form))


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def number_paper(request, pk, item):
    """Take the number of a paper of the class; of letters, one for every unit."""
    training_class, item = class_to_change(request, pk), _item(item)
    if not item.kind:
        raise Http404("Văn bản này không lấy số.")
    facts = Facts(training_class)
    term = _terms(request, training_class).of(training_class.centre, dates.today())
    upcoming = f"{next_number(term, SERIES_OF[item.kind]):02}" if term else ""
    form = TakeNumberForm(
        posted(request),
        initial={"dated_on": _day(facts, item)},
        upcoming=upcoming,
        several=item.kind == PaperKind.LETTER,
    )
    if request.method == "POST" and form.is_valid():
        try:
            papers = take_number(training_class=training_class, kind=item.kind, user=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, _beside_fields(refused))
        else:
            first, last = papers[0].label, papers[-1].label
            taken = first if len(papers) == 1 else f"từ {first} đến {last}"
            messages.success(request, f"Đã lấy số {taken}: {item.title.lower()}.")
            return redirect("learners:dossier_item", pk, item.key)
    context = {
        "training_class": training_class,
        "item": item,
        "form": form,
        "term": term,
        "refusal": _number_refusal(item, facts),
        "recognises": item.kind == PaperKind.RECOGNITION and not training_class.is_recognised,
        "crumbs": _item_crumbs(training_class, item, ("Lấy số", "")),
    }
    return render(request, "learners/number_paper.html", context)


@require_safe
@shows_pdf
def class_paper(request, pk, item, kind):
    """A paper of the class as PDF or Word file; of letters all in one PDF, or the one at ?cong-van=."""
    training_class, item = class_with_names(request, pk), _item(item)
    papers = papers_of(item, Facts(training_class))
    if (place := request.GET.get("cong-van", "")).isdecimal() and len(place) < 6:
        papers = papers[int(place) - 1 : int(place)] if int(place) else []
    if not papers or (kind == "docx" and (len(papers) > 1 or not item.word)):
        raise Http404("Văn bản này chưa lập được.")
    if kind == "docx":
        return to_save(paper_docx(papers[0]), f"{papers[0].file_name}.docx", WORD)
    return to_read(papers_pdf(papers), f"{papers[0].file_name}.pdf")


@require_POST
def attach_file(request, pk, item):
    """Keep a file with an item."""
    training_class, item = class_to_change(request, pk), _item(item)
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            content = sent.read(11 * 2**20)
            attach(training_class=training_class, item=item.key, name=sent.name, content=content, user=request.user)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã đính kèm {sent.name}.")
            return redirect("learners:dossier_item", pk, item.key)
    notes = DossierNote.objects.for_user(request.user).filter(training_class=training_class, item=item.key)
    note = notes.first() or DossierNote(training_class=training_class, item=item.key)
    shown = NoteForm(instance=note, user=request.user, numbered=bool(item.kind))
    context = _item_context(request, training_class, item, shown) | {"attach_form": form}
    return render(request, "learners/dossier_item.html", context)


@require_safe
def paper_file(request, pk):
    """A file as it was attached, to be saved."""
    file = get_object_or_404(PaperFile.objects.for_user(request.user), pk=pk)
    return to_save(bytes(file.content), file.name, file.media_type)


@require_POST
def delete_file(request, pk):
    """Take away a file attached by mistake."""
    file = get_object_or_404(PaperFile.objects.for_user(request.user).defer("content"), pk=pk)
    require_writer(request.user, file.centre)
    remove_file(file=file)
    messages.success(request, f"Đã bỏ tệp {file.name}.")
    if file.training_class_id:
        return redirect("learners:dossier_item", file.training_class_id, file.item)
    return redirect("learners:paper", file.paper_id)


@require_http_methods(["GET", "HEAD", "POST"])
def officers(request, pk):
    """Who runs the class, and who speaks for its learners."""
    training_class = class_to_change(request, pk)
    found = ClassOfficers.objects.for_user(request.user).filter(training_class=training_class).first()
    form = OfficersForm(
        posted(request), instance=found or ClassOfficers(training_class=training_class), user=request.user
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã ghi Ban quản lý lớp, Ban cán sự lớp.")
        return redirect("learners:dossier", pk)
    here = reverse("learners:dossier", args=[pk])
    context = {
        "form": form,
        "title": "Ban quản lý lớp, Ban cán sự lớp",
        "fact": training_class.name,
        "button": "Lưu",
        "back": here,
        "crumbs": crumbs(training_class, ("Hồ sơ lớp", here), ("Ban quản lý lớp, Ban cán sự lớp", "")),
    }
    return render(request, "learners/paper_form.html", context)


@require_POST
def pack(request, pk):
    """Have all papers of the class made and packed in the background."""
    training_class = class_to_change(request, pk)
    here = reverse("learners:dossier", args=[pk])
    job = pack_dossier(training_class=training_class, user=request.user, address=here)
    return to_job(request, job, here)


@require_safe
def packed(request, pk):
    """The parcel as it was last made."""
    training_class = class_with_names(request, pk)
    copy = DossierCopy.objects.for_user(request.user).filter(training_class=training_class).first()
    if copy is None:
        messages.info(request, "Bộ hồ sơ chưa được lập; hãy bấm “Lập bộ hồ sơ để tải”.")
        return redirect("learners:dossier", pk)
    return to_save(bytes(copy.content), f"ho-so-lop-{pk}.zip", "application/zip")


def _item(key):
    if key not in BY_KEY:
        raise Http404("Hồ sơ lớp không có mục này.")
    return BY_KEY[key]


def _item_context(request, training_class, item, form):
    facts = Facts(training_class)
    entry = next(one for one in dossier_of(facts) if one.item == item)
    refusal = refusal_of(item, facts)
    made = is_made_here(item) and not refusal
    letters = [
        (place, letter, facts.number_of(item.kind, letter.key)[0]) for place, letter in enumerate(facts.letters, 1)
    ]
    writer = can_write(request.user, training_class.centre)
    return {
        "training_class": training_class,
        "item": item,
        "entry": entry,
        "form": form,
        "attach_form": AttachForm() if writer else None,
        "made": made,
        "refusal": refusal,
        "letters": letters if made and item.kind == PaperKind.LETTER else [],
        "papers": [paper for (kind, _), paper in facts.papers.items() if kind == item.kind and item.kind],
        "may_number": writer and item.kind and not _number_refusal(item, facts),
        "page": reverse(item.page, args=[training_class.pk]) if item.page else "",
        "writer": writer,
        "crumbs": _item_crumbs(training_class, item),
    }


def _number_refusal(item, facts):
    """Why the paper takes no number now; empty when it may."""
    if item.kind == PaperKind.LETTER:
        if refusal := refusal_of(item, facts):
            return refusal
        given = all(facts.number_of(item.kind, letter.key)[0] for letter in facts.letters)
        return "Mọi công văn của lớp đã có số." if given else ""
    if item.kind in WRITTEN_IN_CLASS:
        number = class_number(facts.training_class, item.kind)[0]
        return f"Lớp đã ghi quyết định số {number}." if number else ""
    number = facts.number_of(item.kind)[0]
    return f"Văn bản đã có số {number}." if number else ""


def _day(facts, item):
    """The day that is proposed: the one already known, else today."""
    if item.kind in WRITTEN_IN_CLASS:
        return class_number(facts.training_class, item.kind)[1] or dates.today()
    return dates.today()


def _terms(request, training_class):
    return Term.objects.for_user(request.user).filter(centre=training_class.centre_id)


def _beside_fields(refused):
    """The acts on the class speak of its fields; here they are number and day."""
    if not hasattr(refused, "error_dict"):
        return refused
    names = {
        field: name
        for fields in WRITTEN_IN_CLASS.values()
        for field, name in zip(fields, ("number", "dated_on"), strict=True)
    }
    return ValidationError({names.get(name, name): errors for name, errors in refused.error_dict.items()})


def _item_crumbs(training_class, item, *pages):
    here = reverse("learners:dossier", args=[training_class.pk])
    own = reverse("learners:dossier_item", args=[training_class.pk, item.key]) if pages else ""
    return crumbs(training_class, ("Hồ sơ lớp", here), (item.title, own), *pages)
