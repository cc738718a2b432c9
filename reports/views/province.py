"""What a province's reviewers follow: which centre's report has come, and which has not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Province
from classes.context import working_year
from reports.actions import save_report_text
from reports.forms import ProvinceTextForm
from reports.models import ProvinceReport
from reports.overview import board, short_label
from reports.period_list import codes_of
from reports.views.reading import province_report_of


@require_safe
def board_page(request, code):
    """Centres by the periods of a year: not begun, in hand, submitted, returned, approved, late by how many days."""
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    year = working_year(request, None)
    kinds = {slugify(heading.replace("Đ", "D")): heading for heading in codes_of(year)}
    asked = request.GET.get("ky", "")
    kind = kinds.get(asked, next(iter(kinds.values())))
    table = board(request.user, province, year, kind)
    here = reverse("reports:board", args=[code])
    context = {
        "province": province,
        "year": year,
        "table": table,
        "totals": [
            (short_label(period.code), reverse("reports:province", args=[code, period.code]))
            for period in table.periods
        ],
        "tabs": [(heading, f"{here}?nam={year}&ky={slug}", heading == kind) for slug, heading in kinds.items()],
        "asked": asked,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Báo cáo", reverse("reports:list")), ("Bảng theo dõi", "")],
    }
    return render(request, "reports/board.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def province_text(request, code, period):
    """Letterhead data and free text of a province's own report; only from approved reports is there one."""
    provinces = Province.objects.for_user(request.user)
    if request.method == "POST":
        provinces = provinces.select_for_update()  # one saves after the other, the first time too
    province = get_object_or_404(provinces, code=code)
    require_reviewer(request.user, province)
    made, page = province_report_of(province, period, live=False), reverse("reports:province", args=[code, period])
    if made.live:
        messages.warning(request, "Kỳ này chưa có báo cáo nào được duyệt nên chưa soạn được báo cáo của tỉnh.")
        return redirect(page)
    found = ProvinceReport.objects.for_user(request.user).filter(province=province, period=period).first()
    report = found or ProvinceReport(province=province, period=period)
    form = ProvinceTextForm(request.POST or None, user=request.user, instance=report, made=made)
    if request.method == "POST" and form.is_valid():
        save_report_text(
            report=form.save(commit=False),
            texts=form.section_texts(),
            replaced=form.replaced_sections(),
            user=request.user,
        )
        messages.success(request, "Đã lưu văn bản của báo cáo. Mở bản in để xem lại trước khi ký.")
        return redirect(page)
    crumbs = [("Trang đầu", reverse("reports:home")), ("Báo cáo", reverse("reports:list"))]
    crumbs += [(made.period.label, page), ("Soạn văn bản", "")]
    context = {"report": made, "form": form, "earlier": None, "taken": None, "back": page, "crumbs": crumbs}
    return render(request, "reports/text.html", context)


def reviews_for(user, province) -> bool:
    return any(held.province_id == province.pk for held in user.held())


def require_reviewer(user, province) -> None:
    """403 for an administrator who does not review for the province."""
    if not reviews_for(user, province):
        raise PermissionDenied("Báo cáo của tỉnh do người duyệt của tỉnh soạn.")
