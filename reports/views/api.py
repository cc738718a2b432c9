"""The interface for other systems: read only, by a province's key, counted, limited, every answer kept."""

from datetime import datetime, time
from functools import wraps
from http import HTTPStatus

from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.views.decorators.csrf import csrf_exempt

from config.limits import within
from reports.api.approved import (
    PAGE,
    approvals,
    approved_version,
    hash_of,
    latest_of,
    line_of,
    signed_totals,
    signed_version,
)
from reports.api.keys import keep_reading, key_in
from reports.periods import PeriodError, parse
from reports.report import ReportError, build_province_report

SAID = {
    HTTPStatus.UNAUTHORIZED: "Thiếu khóa, hoặc khóa không đúng hay đã bị thu hồi.",
    HTTPStatus.NOT_FOUND: "Không có báo cáo đã duyệt như thế.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Chỉ đọc: dùng GET.",
    HTTPStatus.TOO_MANY_REQUESTS: "Hỏi quá nhiều lần. Hãy đợi một phút.",
}


def refusal(status: HTTPStatus, said: str = "") -> JsonResponse:
    response = JsonResponse({"error": said or SAID[status]}, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    return response


def with_key(view):
    """The view is given the key that was sent; without one, or too often, the answer is a refusal."""

    @csrf_exempt
    @login_not_required
    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.method not in ("GET", "HEAD"):
            return refusal(HTTPStatus.METHOD_NOT_ALLOWED)
        key = key_in(request.headers.get("Authorization", ""))
        if key is None:
            known = within(request, "api_refused")
            return refusal(HTTPStatus.UNAUTHORIZED if known else HTTPStatus.TOO_MANY_REQUESTS)
        if within(request, "api", key=str(key.pk)):
            response = view(request, key, *args, **kwargs)
        else:
            response = refusal(HTTPStatus.TOO_MANY_REQUESTS)
        asked_for, status = request.get_full_path()[:300], response.status_code
        keep_reading(key, asked=asked_for, address=get_ip(request), status=status)
        response["Cache-Control"] = "private, no-cache"
        return response

    return asked


@with_key
def version_list(request, key):
    """Approved versions in the order of their approval; ?since= a day or moment, ?after= from the `next` of a page."""
    try:
        since, after = _since(request.GET.get("since", "")), int(request.GET.get("after") or 0)
    except ValueError:
        return refusal(
            HTTPStatus.BAD_REQUEST, "since phải là ngày hoặc giờ theo ISO 8601, after là số của trang trước."
        )
    steps = approvals(key.province, since=since, after=after)
    shown, latest = steps[:PAGE], latest_of(steps[:PAGE])
    lines = [line_of(step, in_force=step.pk in latest, address=_address(request, step)) for step in shown]
    return JsonResponse({"versions": lines, "next": shown[-1].pk if len(steps) > PAGE else None})


def _since(text):
    if not text:
        return None
    moment = parse_datetime(text) if "T" in text else None
    day = parse_date(text) if moment is None else None
    if moment is None and day is None:
        raise ValueError(text)
    moment = moment or datetime.combine(day, time.min)
    return make_aware(moment) if is_naive(moment) else moment


def _address(request, step):
    path = reverse("reports:api_version", args=[step.report.centre.code, step.report.period, step.version.number])
    return request.build_absolute_uri(path)


@with_key
def version(request, key, code, period, number):
    """One approved version as it was frozen, with its signature. Its ETag is the SHA-256 of the canonical JSON."""
    found = approved_version(key.province, code, period, number)
    if found is None:
        return refusal(HTTPStatus.NOT_FOUND)
    return _unless_known(request, found.sha256, lambda: signed_version(found))


@with_key
def totals(request, key, period):
    """The province's totals from approved versions, signed as they are now."""
    try:
        parse(period)
        report = build_province_report(key.province, period)
    except (PeriodError, ReportError):
        return refusal(HTTPStatus.NOT_FOUND)
    return _unless_known(request, hash_of(report), lambda: signed_totals(report))


def _unless_known(request, sha256, made):
    etag = f'"{sha256}"'
    known = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    response = HttpResponse(status=HTTPStatus.NOT_MODIFIED) if etag in known else JsonResponse(made())
    response["ETag"] = etag
    return response
