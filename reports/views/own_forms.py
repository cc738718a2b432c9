"""A report in the province's own form, and the page that says what the names of a form's cells mean."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from centres.downloads import SHEET
from centres.models import Province
from reports.models import FormScope, OwnForm
from reports.own_forms.filling import filled_form
from reports.own_forms.names import Known
from reports.own_forms.reading import FormError
from reports.value import Report
from reports.views.reading import asks_live, province_report_of, report_of, visible_centre
from reports.views.review_doors import content_of, visible_version


@require_safe
def form_help(request):
    """Every name that a form may use, with what it prints."""
    crumbs = [("Trang đầu", reverse("reports:home")), ("Trợ giúp", reverse("reports:help")), ("Mẫu biểu của tỉnh", "")]
    return render(request, "help/own_forms.html", {"groups": Known.now().listed(), "crumbs": crumbs})


@require_safe
def centre_form(request, code, period, pk):
    centre = visible_centre(request.user, code)
    form = _form(request.user, centre.province, FormScope.CENTRE, pk)
    return _filled(request, form, report_of(centre, period), reverse("reports:report", args=[code, period]))


@require_safe
def version_form(request, code, period, number, pk):
    """The same from a submitted version, as it was frozen."""
    version = visible_version(request, code, period, number)
    form = _form(request.user, version.report.centre.province, FormScope.CENTRE, pk)
    back = reverse("reports:version", args=[code, period, number])
    return _filled(request, form, content_of(version).report, back)


@require_safe
def province_form(request, code, period, pk):
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    report = province_report_of(province, period, live=asks_live(request))
    form = _form(request.user, province, FormScope.PROVINCE, pk)
    return _filled(request, form, report, reverse("reports:province", args=[code, period]))


def _form(user, province, scope, pk) -> OwnForm:
    return get_object_or_404(OwnForm.objects.for_user(user), province=province, scope=scope, in_use=True, pk=pk)


def _filled(request, form: OwnForm, report: Report, back: str) -> HttpResponse:
    """The file; where the form has no room for the figures, the page one came from, with the reason."""
    try:
        content = filled_form(bytes(form.content), report)
    except FormError as error:
        messages.error(request, f"Chưa điền được “{form.name}”: {' '.join(error.messages)}")
        return redirect(back)
    response = HttpResponse(content, content_type=SHEET)
    name = slugify(form.name.replace("Đ", "D").replace("đ", "d")) or "mau"
    response["Content-Disposition"] = f'attachment; filename="{name}-{report.code}-{report.period.code}.xlsx"'
    return response
