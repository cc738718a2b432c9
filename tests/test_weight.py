"""What a page weighs on the wire: offices share thin lines, and some people open the pages on a phone."""

import gzip
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.once

FIRST, LATER = 150_000, 40_000


class References(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        address = named.get("src") if tag in {"script", "img"} else named.get("href") if tag == "link" else None
        if address:
            self.found.add(address.removeprefix("/static/"))


@cache
def packed(name):
    """Bytes of a static file packed by gzip; the brotli of the product is smaller still."""
    return len(gzip.compress(Path(finders.find(name)).read_bytes(), 9))


@pytest.fixture
def addresses(centre):
    training_class = factories.make_closed_class(centre)
    for number in range(60):
        factories.enrol(training_class, factories.make_learner(centre, f"Trần Thị Số {number}"), mark=8)
    return [
        *(reverse(name) for name in ("reports:home", "classes:plan", "classes:list", "learners:list", "reports:list")),
        *(reverse(name, args=[training_class.pk]) for name in ("learners:class", "learners:results", "classes:edit")),
        reverse("reports:report", args=[centre.code, "2022-H1"]),
    ]


def test_pages_are_light(addresses, other_centre, client_of, clerk):
    client, heavy = client_of(clerk), []
    for address in addresses:
        plain = client.get(address)
        assert plain.status_code == 200
        references = References()
        references.feed(plain.text)
        later = len(client.get(address, headers={"Accept-Encoding": "gzip"}).content)
        first = later + sum(map(packed, references.found))
        if first > FIRST or later > LATER or later > len(plain.content) / 2:
            heavy.append((address, first, later))
    assert heavy == []
