"""One activity of several lecturers at once: a course that five were sent to is five lượt, entered on one page."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres import dates
from centres.context import centre_to_change
from centres.forms import posted
from centres.once import makes_once
from classes.activity_forms import SharedActivityForm
from classes.models import LecturerActivity


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_activities(request):
    """Enter an activity for every lecturer ticked."""
    centre = centre_to_change(request)
    form = SharedActivityForm(
        posted(request),
        instance=LecturerActivity(held_on=dates.today()),
        centre=centre,
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save_all()
        messages.success(request, f"Đã ghi {form.instance.get_kind_display().lower()} của {len(made):02} giảng viên.")
        return redirect("classes:lecturers")
    title = "Ghi hoạt động của nhiều giảng viên"
    crumbs = [("Trang đầu", reverse("reports:home")), ("Giảng viên", reverse("classes:lecturers")), (title, "")]
    context = {"form": form, "lecturers": form.fields["lecturers"].queryset.exists(), "title": title, "crumbs": crumbs}
    return render(request, "classes/activities.html", context)
