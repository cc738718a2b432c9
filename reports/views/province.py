"""What a province's reviewers follow: which centre's report has come, and which has not."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from centres.models import Province
from classes.context import working_year
from reports.overview import board, short_label
from reports.period_list import codes_of


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
