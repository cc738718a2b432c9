"""Bringing in a list: upload, preview of every row, saving, and taking a saved list back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from centres.downloads import SHEET, plain_name, to_save
from centres.forms import posted
from learners.actions.roster import save_roster, undo_blockers, undo_import
from learners.actions.uploads import choose_layout, correct_upload, store_upload
from learners.forms import tell
from learners.models import ImportBatch, RosterLayout, RosterUpload, RosterWord
from learners.roster_chooser import chooser_of, typed_choice
from learners.roster_errors import error_workbook
from learners.roster_family import family_of
from learners.roster_forms import PASTED, RosterFileForm, RosterPasteForm
from learners.roster_plan import LEAVE_OUT, NEW_PERSON, Outcome, plan_roster
from learners.roster_preview import preview_of, rows_asked_for, typed_cells, typed_decisions
from learners.roster_template import made_for_another, template_of
from learners.roster_words import OUTCOMES, field_name
from learners.steps import enrolment_refusal, roster_refusal
from learners.views.doors import class_to_change, crumbs

ROWS_PER_PAGE = 200
SAVE, ACCEPT_ALL, UNDERSTAND = "luu", "cung-nguoi", "cach-hieu"
GONE = "Danh sách này đã được lưu hết hoặc đã bỏ."


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request, pk):
    """Choose a file or paste cells; go on with one that waits; take back one that was saved."""
    training_class = class_to_change(request, pk)
    pasted = request.method == "POST" and PASTED in request.POST
    given = {"training_class": training_class, "user": request.user}
    form = RosterFileForm(None if pasted else posted(request), request.FILES or None, **given)
    paste = RosterPasteForm(request.POST if pasted else None, **given)
    sent = paste if pasted else form
    if request.method == "POST" and sent.is_valid() and (upload := _store(request, training_class, sent)):
        return redirect("learners:roster_preview", pk, upload.pk)
    uploads = RosterUpload.objects.for_user(request.user).waiting().filter(training_class=training_class)
    batches = ImportBatch.objects.for_user(request.user).filter(training_class=training_class)
    layouts = RosterLayout.objects.for_user(request.user).filter(centre=training_class.centre)
    words = RosterWord.objects.for_user(request.user).filter(centre=training_class.centre, kind="heading", in_use=True)
    context = {
        "training_class": training_class,
        "form": form,
        "paste": paste,
        "sent": sent,
        "refusal": roster_refusal(training_class),
        "uploads": uploads.defer("content").select_related("uploaded_by"),
        "batches": batches.select_related("imported_by")
        .annotate(places=Count("enrolments"))
        .order_by("-imported_at", "-pk"),
        "layouts": layouts.select_related("unit"),
        "words": [(word, field_name(word.meaning) or "bỏ qua") for word in words],
        "crumbs": crumbs(training_class, ("Nhập danh sách", "")),
    }
    return render(request, "learners/roster.html", context)


def _store(request, training_class, form):
    """The upload of a file or of pasted cells; None, said in the form, when the class takes none."""
    try:
        return store_upload(
            training_class=training_class,
            file_name=form.file_name,
            content=form.content,
            user=request.user,
            unit=form.cleaned_data["unit"],
            reading=form.reading,
        )
    except ValidationError as refused:
        tell(form, refused)
        return None


def _upload_of(request, training_class, upload_pk):
    uploads = RosterUpload.objects.for_user(request.user).waiting()
    uploads = uploads.select_related("training_class__centre", "unit", "recalled__unit")
    return uploads.filter(training_class=training_class, pk=upload_pk).first()


@require_http_methods(["GET", "HEAD", "POST"])
def roster_preview(request, pk, upload_pk):
    """Every row of the list as it was understood, before anything is saved."""
    training_class = class_to_change(request, pk)
    upload = _upload_of(request, training_class, upload_pk)
    if upload is None:
        messages.info(request, GONE)
        return redirect("learners:roster", pk)
    plan = plan_roster(upload)
    if request.method == "POST":
        return _answer(request, upload, plan)
    asked = request.GET.get("xem", "")[:20]
    rows, filtered = rows_asked_for(plan, asked)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "training_class": training_class,
        "upload": upload,
        "preview": preview_of(plan, page, edited=_line_asked(request)),
        "file_error": plan.reading.file_error,
        "chooser": chooser_of(plan.reading),
        "elsewhere": made_for_another(plan.reading, training_class),
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "asked": asked if filtered else "",
        "filtered": filtered,
        "query": f"xem={asked}&" if filtered else "",
        "refusal": roster_refusal(training_class),
        "earlier": _saved_before(upload),
        "relatives": family_of(upload).defer("content"),
        "crumbs": crumbs(
            training_class,
            ("Nhập danh sách", reverse("learners:roster", args=[pk])),
            ("Xem trước", ""),
        ),
    }
    return render(request, "learners/roster_preview.html", context)


def _line_asked(request):
    """The line to be opened for correction; None when there is none (no list has a line of more than 6 digits)."""
    asked = request.GET.get("sua", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else None


def _answer(request, upload, plan):
    """Remember what was corrected and decided; save only when the rows stand as they were shown."""
    if request.POST.get("viec") == UNDERSTAND:
        return _choose(request, upload, plan)
    cells = typed_cells(request.POST, plan)
    decisions = typed_decisions(request.POST, plan)
    if request.POST.get("viec") == ACCEPT_ALL:
        decisions |= _same_people(plan)
    if cells or decisions:
        correct_upload(upload=upload, cells=cells, decisions=decisions)
        parts = [f"sửa {len(cells)} ô"] if cells else []
        parts += [f"quyết định {len(decisions)} dòng"] if decisions else []
        messages.success(request, f"Đã ghi: {', '.join(parts)}. Xem lại bảng rồi lưu vào lớp.")
    elif request.POST.get("viec") == SAVE:
        return _save(request, upload)
    elif "sua" not in request.POST:
        messages.info(request, "Chưa có gì được sửa hay chọn.")
    return redirect(_back_to(request, upload))


def _choose(request, upload, plan):
    """Read the list as somebody says; what cannot be taken is said, and the list stays as it was."""
    outline = plan.reading.outline
    if outline is None:
        return redirect(_back_to(request, upload))
    choice, refused = typed_choice(request.POST, outline)
    for sentence in refused:
        messages.error(request, sentence)
    if not refused:
        remember, always = "nho" in request.POST, "luon" in request.POST
        choose_layout(upload=upload, choice=choice, before=outline, user=request.user, remember=remember, always=always)
        messages.success(request, "Đã đọc lại tệp theo cách bạn chọn.")
    return redirect("learners:roster_preview", upload.training_class_id, upload.pk)


@require_POST
def forget_layout(request, pk, layout_pk):
    """Read the next lists of a unit, or with these headings, as they are found again."""
    training_class = class_to_change(request, pk)
    RosterLayout.objects.for_user(request.user).filter(centre=training_class.centre, pk=layout_pk).delete()
    messages.success(request, "Đã quên cách hiểu đó. Danh sách gửi sau được đọc theo tiêu đề của tệp.")
    return redirect("learners:roster", pk)


@require_POST
def forget_heading(request, pk, word_pk):
    """No longer understand a heading as the centre once said."""
    training_class = class_to_change(request, pk)
    RosterWord.objects.for_user(request.user).filter(centre=training_class.centre, pk=word_pk).delete()
    messages.success(request, "Đã quên tiêu đề đó.")
    return redirect("learners:roster", pk)


@require_http_methods(["GET", "HEAD"])
def class_template(request, pk):
    """The centre's own form for a list of this class."""
    training_class = class_to_change(request, pk)
    return _workbook(template_of(training_class), f"mau-danh-sach-{training_class.code}")


@require_http_methods(["GET", "HEAD"])
def roster_errors(request, pk, upload_pk):
    """The list with its errors in a last column, to be sent back to its unit: the rows that failed, or all."""
    training_class = class_to_change(request, pk)
    upload = _upload_of(request, training_class, upload_pk)
    if upload is None:
        messages.info(request, GONE)
        return redirect("learners:roster", pk)
    plan = plan_roster(upload)
    if plan.reading.file_error:
        return redirect("learners:roster_preview", pk, upload_pk)
    content = error_workbook(plan, upload, every="tat-ca" in request.GET)
    return _workbook(content, f"loi-can-sua-{training_class.code}")


def _workbook(content, name):
    return to_save(content, f"{plain_name(name)}.xlsx", SHEET)


def _same_people(plan):
    """For every doubtful row with a single candidate whom nothing contradicts: it is that one."""
    likely = {row.line: row.likely for row in plan.rows if row.decision not in {NEW_PERSON, LEAVE_OUT}}
    return {line: str(learner.pk) for line, learner in likely.items() if learner}


def _back_to(request, upload):
    """The page of the preview one came from, with the line opened that is to be corrected."""
    address = reverse("learners:roster_preview", args=[upload.training_class_id, upload.pk])
    kept = {name: request.POST[name][:20] for name in ("xem", "trang", "sua") if request.POST.get(name)}
    line = request.POST.get("sua", "")
    return f"{address}?{urlencode(kept)}" + (f"#dong-{line}" if line.isdecimal() else "")


def _save(request, upload):
    here = _back_to(request, upload)
    try:
        saved = save_roster(upload=upload, user=request.user)
    except RosterUpload.DoesNotExist:
        messages.info(request, GONE)
        return redirect("learners:roster", upload.training_class_id)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(here)
    counts = saved.plan.counts
    left = [f"{number} dòng {OUTCOMES[outcome]}" for outcome in _SAID if (number := counts[outcome])]
    text = f"Đã lưu {saved.saved} học viên vào lớp." if saved.batch else "Không có dòng mới nào để lưu."
    said = [_of_relative(one, waiting) for one, waiting in saved.relatives]
    messages.success(request, " ".join(filter(None, [text, f"Không lưu: {', '.join(left)}." if left else "", *said])))
    return redirect(here) if saved.plan.waiting else redirect("learners:class", upload.training_class_id)


def _of_relative(one, waiting):
    """What became of the list that was corrected, or of a corrected copy of it."""
    name = f"{'Bản đã sửa' if one.root else 'Danh sách gốc'} “{one.file_name}”"
    return f"{name} còn {waiting} dòng chờ." if waiting else f"{name} không còn dòng nào chờ nên đã đóng."


_SAID = (Outcome.ENROLLED, Outcome.SAVED, Outcome.DOUBTFUL, Outcome.WRONG, Outcome.LEFT_OUT)


def _saved_before(upload):
    """When the same file was saved into this class already; None when it was not."""
    return upload.training_class.import_batches.filter(sha256=upload.sha256).order_by("imported_at").first()


@require_POST
def discard_upload(request, pk, upload_pk):
    """Throw away a list that waits on its preview."""
    training_class = class_to_change(request, pk)
    RosterUpload.objects.for_user(request.user).filter(training_class=training_class, pk=upload_pk).delete()
    messages.success(request, "Đã bỏ danh sách tải lên. Những dòng đã lưu vào lớp vẫn còn.")
    return redirect("learners:roster", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, pk, batch_pk):
    """Take back a saved list whole, or say what rests on it."""
    training_class = class_to_change(request, pk)
    batches = ImportBatch.objects.for_user(request.user).select_related("training_class", "imported_by")
    batch = get_object_or_404(batches, training_class=training_class, pk=batch_pk)
    if request.method == "POST":
        try:
            removed = undo_import(batch=batch)
        except ValidationError:
            messages.error(request, "Chưa hoàn tác được; các lý do ghi ở dưới.")
            return redirect("learners:undo", pk, batch_pk)
        messages.success(request, f"Đã hoàn tác: {removed} học viên của tệp “{batch.file_name}” ra khỏi lớp.")
        return redirect("learners:roster", pk)
    context = {
        "training_class": training_class,
        "batch": batch,
        "places": batch.enrolments.count(),
        "made": len(batch.made.get("learners", [])),
        "blockers": undo_blockers(batch),
        "refusal": enrolment_refusal(training_class),
        "crumbs": crumbs(training_class, ("Nhập danh sách", reverse("learners:roster", args=[pk])), ("Hoàn tác", "")),
    }
    return render(request, "learners/undo.html", context)
