"""How a centre numbers its certificates: one pattern for all programmes, and those that have their own."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres import dates
from centres.access import can_write, require_writer
from centres.context import centre_with_names
from centres.forms import posted
from centres.keys import is_key
from learners.certificate_forms import PatternForm
from learners.certificate_numbers import patterns_shown
from learners.models import CertificatePattern


@require_http_methods(["GET", "HEAD", "POST"])
def patterns(request):
    """The patterns, and a form that gives one or changes it; numbers given before stay as they are."""
    centre = centre_with_names(request)
    if request.method == "POST":
        require_writer(request.user, centre)
    form = PatternForm(posted(request), instance=_meant(request, centre), user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        whose = form.instance.programme or "mọi chương trình chưa có mẫu riêng"
        messages.success(request, f"Đã lưu mẫu số giấy chứng nhận của {whose}. Số đã cấp giữ nguyên.")
        return redirect("learners:patterns")
    context = {
        "centre": centre,
        "patterns": patterns_shown(centre, dates.today().year),
        "form": form if can_write(request.user, centre) else None,
        "crumbs": [
            ("Trang đầu", reverse("reports:home")),
            ("Sổ gốc giấy chứng nhận", reverse("learners:register")),
            ("Mẫu số", ""),
        ],
    }
    return render(request, "learners/patterns.html", context)


def _meant(request, centre):
    """The pattern of the programme that is sent, or asked for by ?chuong-trinh=; a new one where it has none."""
    programme = request.POST.get("programme", request.GET.get("chuong-trinh", ""))
    own = CertificatePattern.objects.for_user(request.user).filter(centre=centre)
    key = programme if is_key(programme) else None
    return own.filter(programme=key).first() or CertificatePattern(centre=centre)
