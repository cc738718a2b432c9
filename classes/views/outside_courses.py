"""Classes of other schools that people are sent to (cử đi học ở cơ sở khác): a year's list, entering, correcting."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.access import can_write, require_writer, sees_names
from centres.context import centre_to_change, require_centre
from centres.forms import posted
from centres.once import makes_once
from classes.context import working_year
from classes.models import OutsideCourse
from classes.outside_forms import OutsideCourseForm
from classes.views.plan import plan_address

TITLE = "Cử đi học ở cơ sở khác"


@require_safe
def outside_courses(request):
    """The year's courses, the latest first, with how many and how many people."""
    centre = require_centre(request)
    year = working_year(request, centre)
    of_year = OutsideCourse.objects.for_user(request.user).filter(centre=centre, first_day__year=year)
    context = {
        "year": year,
        "courses": of_year.select_related("programme").annotate(named=Count("places")).order_by("-first_day", "-pk"),
        "staff": sees_names(request.user, centre),
        "total": of_year.aggregate(courses=Count("pk"), people=Sum("people")),
        "writer": can_write(request.user, centre),
        "crumbs": [*_crumbs(year)[:-1], (TITLE, "")],
    }
    return render(request, "classes/outside_courses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_outside_course(request):
    centre = centre_to_change(request)
    return _course_page(request, OutsideCourse(centre=centre), title="Ghi lớp cử đi học")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_outside_course(request, pk):
    return _course_page(request, _course_to_change(request, pk), title="Sửa lớp cử đi học")


def _course_to_change(request, pk):
    found = OutsideCourse.objects.for_user(request.user).select_related("centre")
    course = get_object_or_404(found, pk=pk)
    require_writer(request.user, course.centre)
    return course


def _course_page(request, course, *, title):
    form = OutsideCourseForm(posted(request), instance=course, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu lớp cử đi học {course.name}.")
        return redirect(_address(course.first_day.year))
    year = working_year(request, course.centre)
    context = {"form": form, "title": title, "course": course, "back": _address(year)}
    return render(request, "classes/outside_course.html", context | {"crumbs": [*_crumbs(year), (title, "")]})


@require_POST
def delete_outside_course(request, pk):
    """Delete a course entered by mistake."""
    course = _course_to_change(request, pk)
    course.delete()
    messages.success(request, f"Đã xóa lớp cử đi học {course.name}.")
    return redirect(_address(course.first_day.year))


def _address(year) -> str:
    return f"{reverse('classes:outside_courses')}?nam={year}"


def _crumbs(year):
    return [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), (TITLE, _address(year))]
