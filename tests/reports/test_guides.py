"""Guides speak of what is on screen: each quoted label is a button, a heading, a field or a choice of the product."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from reports.dictionary import CHAPTERS
from reports.help.guides import GUIDES

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("centres", "classes", "learners", "reports", "config")
QUOTED = re.compile(r"“([^”]+)”")


def guide_text(guide):
    return (ROOT / "templates" / guide.template).read_text()


@pytest.fixture(scope="module")
def product():
    """What the product's templates and code say, the guides left out."""
    pages = [path for path in (ROOT / "templates").rglob("*.html") if "guides" not in path.parts]
    code = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return "\n".join(path.read_text() for path in [*pages, *code])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.slug)
def test_quoted_labels_stand_in_the_product(guide, product):
    text = guide_text(guide)
    assert [label for label in QUOTED.findall(text) if f">{label}" not in product and f'"{label}' not in product] == []


def test_every_guide_is_shown_and_leads_to_its_page(client_of, clerk, lecturer, reviewer):
    pages = list(client_of(clerk).get(reverse("reports:help")).context["chapters"])
    assert [guide for chapter in pages for guide in chapter.guides] == list(GUIDES)
    for guide in GUIDES:
        page = client_of(clerk).get(guide.address).text
        assert f"<h1>{guide.title}</h1>" in page
        assert not guide.place or f'href="{reverse(guide.place)}">{guide.do_it}' in page


def test_guide_has_a_button_only_for_those_whose_task_it_is(client_of, clerk, lecturer, host_reviewer, reviewer):
    def buttons(user, slug):
        return client_of(user).get(f"/tro-giup/{slug}/").text.count('<a class="btn btn-primary"')

    everybody = (clerk, lecturer, host_reviewer, reviewer)
    assert [buttons(user, "mo-lop") for user in everybody] == [1, 0, 0, 0]
    assert [buttons(user, "diem-danh") for user in everybody] == [1, 0, 0, 0]
    assert [buttons(user, "nop-duyet-bao-cao") for user in everybody] == [1, 1, 1, 1]


def test_unknown_guide_is_not_found(client_of, clerk):
    assert client_of(clerk).get("/tro-giup/khong-co/").status_code == 404


def test_help_links_name_guides_that_exist():
    linked = set()
    for path in (ROOT / "templates").rglob("*.html"):
        linked |= set(re.findall(r'help_guide="([-\w]+)"', path.read_text()))
    assert linked <= {guide.slug for guide in GUIDES}
    assert linked


def test_dictionary_lists_every_figure_once_with_its_meaning(client_of, clerk):
    page = client_of(clerk).get(reverse("reports:figure_help")).text
    for chapter in CHAPTERS:
        for one in chapter.definitions:
            assert page.count(f'id="{one.code}"') == 1
            assert one.meaning in page


def test_help_shows_hidden_first_steps_again(client_of, clerk, director, centre, other_centre):
    client, again = client_of(clerk), f"/buoc-dau/{centre.code}/hien/"
    assert again not in client.get("/tro-giup/").text
    client.post(f"/buoc-dau/{centre.code}/an/")
    assert again in client.get("/tro-giup/").text
    assert again not in client_of(director).get("/tro-giup/").text
    assert client.post(f"/buoc-dau/{other_centre.code}/hien/").status_code == 404
    assert client.post(again).status_code == 302
    assert len(client.get("/").context["steps"]) == 8
