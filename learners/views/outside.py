"""The people of the centre who are sent to one class elsewhere, by name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from centres.access import can_write, require_staff, require_writer
from centres.keys import is_key
from centres.models import SendingUnit
from classes.models import OutsideCourse
from classes.views.plan import plan_address
from learners.actions.outside import name_person
from learners.models import Learner, OutsidePlace
from learners.search import matching_learners

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def course_people(request, pk):
    """Who is named; ?tim= finds learners of the centre's book, a press names one."""
    course = _course(request, pk)
    if request.method == "POST":
        require_writer(request.user, course.centre)
        learners = Learner.objects.for_user(request.user).filter(centre=course.centre)
        chosen = request.POST.get("nguoi", "")
        learner = get_object_or_404(learners, pk=chosen if is_key(chosen) else 0)
        try:
            name_person(course=course, learner=learner)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, f"Đã ghi tên {learner}.")
        return redirect("learners:course_people", pk)
    return render(request, "learners/course_people.html", _context(request, course))


def _context(request, course):
    places = OutsidePlace.objects.for_user(request.user).filter(course=course).select_related("learner")
    places = list(places.order_by("learner__sort_key", "pk"))
    asked = request.GET.get("tim", "").strip()[:100]
    year = course.first_day.year
    way = [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year))]
    way.append(("Cử đi học ở cơ sở khác", f"{reverse('classes:outside_courses')}?nam={year}"))
    return {
        "course": course,
        "places": places,
        "asked": asked,
        "found": _found(request, course, asked, {place.learner_id for place in places}) if asked else [],
        "writer": can_write(request.user, course.centre),
        "crumbs": [*way, ("Người được cử", "")],
    }


def _found(request, course, asked, named):
    learners = Learner.objects.for_user(request.user).filter(centre=course.centre).exclude(pk__in=named)
    units = SendingUnit.objects.for_user(request.user).filter(centre=course.centre)
    return list(matching_learners(learners, units, asked).with_classes().in_name_order()[:MOST])


@require_POST
def remove_person(request, pk, place_pk):
    """Take a name away that was written by mistake."""
    course = _course(request, pk)
    require_writer(request.user, course.centre)
    places = OutsidePlace.objects.for_user(request.user).filter(course=course).select_related("learner")
    place = get_object_or_404(places, pk=place_pk)
    place.delete()
    messages.success(request, f"Đã bỏ tên {place.learner}.")
    return redirect("learners:course_people", pk)


def _course(request, pk):
    courses = OutsideCourse.objects.for_user(request.user).select_related("centre", "programme")
    course = get_object_or_404(courses, pk=pk)
    require_staff(request.user, course.centre)
    return course
