"""The register of certificates (sổ gốc), its bound volumes, and the blanks."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.context import centre_with_names
from centres.downloads import shows_pdf, to_read
from centres.forms import posted
from centres.once import makes_once
from learners.actions.certificates import bind_volume, entries_after, record_blanks
from learners.certificate_forms import BlankForm
from learners.certificate_paper import register_pdf
from learners.certificates import blanks_of
from learners.forms import tell
from learners.models import BlankMovement, RegisterEntry, RegisterVolume

PER_PAGE = 100


@require_safe
def register(request):
    """The register's lines, latest first, and the volumes bound so far."""
    centre = centre_with_names(request)
    entries = RegisterEntry.objects.for_user(request.user).filter(centre=centre)
    entries = entries.select_related("certificate").defer("certificate__pdf").order_by("-number")
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("trang"))
    volumes = list(_volumes(request.user, centre).defer("pdf"))
    context = {
        "centre": centre,
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "volumes": volumes,
        "unbound": entries.filter(number__gt=volumes[-1].last_entry if volumes else 0).count(),
        "blanks": blanks_of(centre),
        "writer": can_write(request.user, centre),
        "crumbs": _crumbs(("Sổ gốc giấy chứng nhận", "")),
    }
    return render(request, "learners/register.html", context)


@require_safe
@shows_pdf
def register_preview(request):
    """The lines not yet bound, as they would be printed."""
    centre = centre_with_names(request)
    last = _volumes(request.user, centre).last()
    entries = list(entries_after(centre, last.last_entry if last else 0))
    if not entries:
        messages.info(request, "Sổ gốc chưa có dòng nào mới để in.")
        return redirect("learners:register")
    return to_read(register_pdf(centre, entries, number=None, day=dates.today())[1], "so-goc-xem-truoc.pdf")


@require_POST
def bind(request):
    """Close the new lines into a volume whose pages are kept."""
    centre = centre_with_names(request)
    require_writer(request.user, centre)
    try:
        volume = bind_volume(centre=centre, user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(
            request, f"Đã đóng quyển số {volume.number}, {volume.pages} trang. Hãy in, đóng dấu giáp lai và lưu."
        )
    return redirect("learners:register")


@require_safe
@shows_pdf
def volume_paper(request, pk):
    """A volume as it was bound."""
    volume = get_object_or_404(RegisterVolume.objects.for_user(request.user), pk=pk)
    return to_read(bytes(volume.pdf), f"so-goc-quyen-{volume.number}.pdf")


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def blanks(request):
    """Blanks received, used, spoiled and left, and a form for what came or was spoiled."""
    centre = centre_with_names(request)
    writer = can_write(request.user, centre)
    form = BlankForm(posted(request))
    if request.method == "POST":
        require_writer(request.user, centre)
        if form.is_valid():
            try:
                record_blanks(centre=centre, user=request.user, **form.cleaned_data)
            except ValidationError as refused:
                tell(form, refused)
            else:
                messages.success(request, "Đã ghi vào sổ theo dõi phôi.")
                return redirect("learners:blanks")
    context = {
        "centre": centre,
        "form": form if writer else None,
        "blanks": blanks_of(centre),
        "movements": BlankMovement.objects.for_user(request.user)
        .filter(centre=centre)
        .select_related("by")
        .order_by("-moved_on", "-pk"),
        "crumbs": _crumbs(("Sổ gốc giấy chứng nhận", reverse("learners:register")), ("Phôi", "")),
    }
    return render(request, "learners/blanks.html", context)


def _volumes(user, centre):
    return RegisterVolume.objects.for_user(user).filter(centre=centre).order_by("number")


def _crumbs(*pages):
    return [("Trang đầu", reverse("reports:home")), *pages]
