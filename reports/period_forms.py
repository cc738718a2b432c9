"""A period of any two days, typed on the list of reports."""

from django import forms
from django.core.exceptions import ValidationError

from centres.forms import FilterForm
from reports.periods import PeriodError, free_code


class FreePeriodForm(FilterForm):
    """From one day to another, both counted: of a centre (`province` is ""), or of all centres of a province."""

    first = forms.DateField(label="Từ ngày")
    last = forms.DateField(label="Đến hết ngày")
    in_address = {"first": "tu", "last": "den"}

    def __init__(self, data, *, user, province, whose):
        super().__init__(data, user=user)
        self.province_code, self.whose = province, f"Tổng hợp {whose}" if province else f"Báo cáo của {whose}"
        self.auto_id = f"{province or 'ky'}-%s"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last"):
            try:
                cleaned["code"] = free_code(cleaned["first"], cleaned["last"])
            except PeriodError as error:
                raise ValidationError({"last": str(error)}) from error
        return cleaned


def free_forms(request, centre, provinces) -> list[FreePeriodForm]:
    """A form for the centre one works in and for each province one reviews; the one that was sent keeps what was typed."""
    forms = [_form(request, "", centre.name)] if centre else []
    return forms + [_form(request, province.code, province.name) for province in provinces]


def _form(request, province, whose):
    sent = {"tu", "den"} & set(request.GET) and request.GET.get("tinh", "") == province
    return FreePeriodForm(request.GET if sent else None, user=request.user, province=province, whose=whose)
