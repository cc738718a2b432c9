"""Lecturers: who they are, their hours against the norm, their timetable and other activities; days off."""

from django.contrib import messages
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.context import centre_to_change, require_centre
from centres.forms import posted
from centres.once import makes_once
from classes.context import working_year
from classes.models import Holiday, Lecturer, LecturerActivity, Session
from classes.timetable.hours import norm_of, teaching_of
from classes.timetable_forms import ActivityForm, HolidayForm, LecturerForm


def _crumbs(*pages):
    return [("Trang đầu", reverse("reports:home")), ("Giảng viên", reverse("classes:lecturers")), *pages]


@require_safe
def lecturers(request):
    """The centre's lecturers with what they taught this year."""
    centre = require_centre(request)
    year = working_year(request, centre)
    of_centre = Lecturer.objects.for_user(request.user).filter(centre=centre)
    context = {
        "rows": teaching_of(of_centre.by_engagement(), year),
        "year": year,
        "norm": norm_of(year),
        "writer": can_write(request.user, centre),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Giảng viên", "")],
    }
    return render(request, "classes/lecturers.html", context)


def visible_lecturer(request, pk) -> Lecturer:
    found = Lecturer.objects.for_user(request.user).select_related("centre")
    return get_object_or_404(found, pk=pk)


def lecturer_to_change(request, pk) -> Lecturer:
    lecturer = visible_lecturer(request, pk)
    require_writer(request.user, lecturer.centre)
    return lecturer


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def lecturer(request, pk):
    """One lecturer: what comes, what was taught this year, observations, trainings, contests; adding one of these."""
    one = visible_lecturer(request, pk)
    if request.method == "POST":
        require_writer(request.user, one.centre)
    year = working_year(request, one.centre)
    form = ActivityForm(
        posted(request),
        instance=LecturerActivity(lecturer=one, held_on=dates.today()),
        user=request.user,
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã ghi {form.instance.get_kind_display().lower()} của {one}.")
        return redirect("classes:lecturer", pk)
    [teaching] = teaching_of([one], year)
    sessions = (
        Session.objects.for_user(request.user).live().filter(lecturer=one).select_related("training_class", "room")
    )
    context = {
        "lecturer": one,
        "teaching": teaching,
        "year": year,
        "coming": sessions.filter(held_on__gte=dates.today()).order_by("held_on", "part")[:60],
        "taught": sessions.filter(held_on__lt=dates.today(), held_on__year=year).order_by("-held_on", "-part"),
        "activities": one.activities.filter(held_on__year=year),
        "form": form,
        "writer": can_write(request.user, one.centre),
        "crumbs": _crumbs((one.full_name, "")),
    }
    return render(request, "classes/lecturer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_lecturer(request):
    centre = centre_to_change(request)
    return _lecturer_page(request, Lecturer(centre=centre), title="Thêm giảng viên")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_lecturer(request, pk):
    return _lecturer_page(request, lecturer_to_change(request, pk), title="Sửa giảng viên")


def _lecturer_page(request, one, *, title):
    form = LecturerForm(posted(request), instance=one, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu giảng viên {one.full_name}.")
        return redirect("classes:lecturers")
    context = {"form": form, "title": title, "lecturer": one, "crumbs": _crumbs((title, ""))}
    return render(request, "classes/lecturer_form.html", context)


@require_POST
def delete_lecturer(request, pk):
    """Delete a lecturer entered by mistake; who has taught stays."""
    one = lecturer_to_change(request, pk)
    try:
        with transaction.atomic():
            one.delete()
    except ProtectedError:
        messages.error(
            request, f"{one} đã có lịch giảng hoặc hoạt động nên không xóa được; hãy ghi ngày thôi giảng dạy."
        )
        return redirect("classes:edit_lecturer", pk)
    messages.success(request, f"Đã xóa giảng viên {one.full_name}.")
    return redirect("classes:lecturers")


@require_POST
def delete_activity(request, pk):
    found = LecturerActivity.objects.for_user(request.user).select_related("lecturer__centre")
    activity = get_object_or_404(found, pk=pk)
    require_writer(request.user, activity.lecturer.centre)
    activity.delete()
    messages.success(request, "Đã xóa hoạt động.")
    return redirect("classes:lecturer", activity.lecturer_id)


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def holidays(request):
    """The days off of the year: the nation's, and the centre's own, which its staff add."""
    centre = require_centre(request)
    if request.method == "POST":
        require_writer(request.user, centre)
    year = working_year(request, centre)
    form = HolidayForm(posted(request), instance=Holiday(centre=centre), user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã ghi ngày nghỉ {form.instance.name}.")
        return redirect(f"{reverse('classes:holidays')}?nam={form.instance.first_day.year}")
    days_off = Holiday.objects.for_user(request.user).of(centre).filter(first_day__year=year)
    context = {
        "holidays": days_off.order_by("first_day", "pk"),
        "form": form,
        "year": year,
        "writer": can_write(request.user, centre),
        "crumbs": [
            ("Trang đầu", reverse("reports:home")),
            ("Lịch học trong tuần", reverse("classes:week")),
            ("Ngày nghỉ", ""),
        ],
    }
    return render(request, "classes/holidays.html", context)


@require_POST
def delete_holiday(request, pk):
    """Take away one of the centre's own days off; the nation's are the administrator's."""
    own = Holiday.objects.for_user(request.user).filter(centre__isnull=False).select_related("centre")
    holiday = get_object_or_404(own, pk=pk)
    require_writer(request.user, holiday.centre)
    holiday.delete()
    messages.success(request, f"Đã xóa ngày nghỉ {holiday.name}.")
    return redirect("classes:holidays")
