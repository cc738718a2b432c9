"""The province's own forms that a report is offered in."""

from django.urls import reverse

from reports.models import FormScope, OwnForm
from reports.overview import PeriodLink


def form_links(user, province, scope: FormScope, name: str, *args, query: str = "") -> list[PeriodLink]:
    """Links to the province's forms for a report: `name` and `args` are the address without the form's own key."""
    offered = OwnForm.objects.for_user(user).offered(province, scope)
    return [PeriodLink(form.name, reverse(name, args=[*args, form.pk]) + query) for form in offered]
