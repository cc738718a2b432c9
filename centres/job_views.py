"""How far long work is, and stopping it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from centres import jobs
from centres.models import Job

LATEST = 20


@require_safe
def job_list(request):
    """The long work one asked for, latest first."""
    own = Job.objects.for_user(request.user).select_related("centre")[:LATEST]
    return render(request, "centres/jobs.html", {"jobs": own, "crumbs": _crumbs(("In hàng loạt", ""))})


@require_safe
def job(request, pk):
    """One piece of long work; the part that changes comes alone when htmx asks for it."""
    asked = get_object_or_404(Job.objects.for_user(request.user), pk=pk)
    page = "centres/includes/job_progress.html" if request.htmx else "centres/job.html"
    crumbs = _crumbs(("In hàng loạt", reverse("centres:jobs")), (asked.title, ""))
    return render(request, page, {"job": asked, "crumbs": crumbs})


@require_POST
def cancel_job(request, pk):
    """Stop it; what is done stays."""
    asked = get_object_or_404(Job.objects.for_user(request.user), pk=pk)
    jobs.cancel(job=asked)
    messages.info(request, f"Đã dừng: {asked.title}. Phần đã xong vẫn được giữ.")
    return redirect(asked.address)


def _crumbs(*pages):
    return [("Trang đầu", "/"), *pages]
