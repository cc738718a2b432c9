"""The page of the design: every component, by the name of its include."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from classes.models import Programme

pytestmark = pytest.mark.once
INCLUDES = sorted(path.name for path in Path(settings.BASE_DIR, "templates/includes").glob("*.html"))


def test_every_include_is_named_and_the_list_is_real(office, other_centre):
    page = office.get(reverse("design"))
    assert [name for name in INCLUDES if name not in page.text] == []
    assert page.context["listing"].count == Programme.objects.count() == 15
    assert "Lớp của Bình Minh" not in page.text


def test_the_list_is_sorted_as_elsewhere(office, other_centre):
    first = office.get(reverse("design"), {"xep": "-ten"}).context["listing"].page[0]
    last = list(office.get(reverse("design")).context["listing"].page)[-1]
    assert first == last
