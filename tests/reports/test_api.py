"""The interface for other systems of a province: who may ask, what is told, that it is kept."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from centres import dates
from reports import actions
from reports.actions import submitting
from reports.api.keys import make_key
from reports.models import ApiKey, ApiReading, ReviewStep, VersionSeal
from reports.seals.keys import current_signer
from tests import factories
from tests.administration import address
from tests.reports.review import NO_PAPER, PERIOD, TODAY, bring_to, make_books, people, submit
from tools import check_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch, counters):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def approved(centre, other_centre):
    """A report approved and then amended by a second approved version; the other centre's waits; a third in tinh-b."""
    make_books(centre)
    of = people(centre)
    report = bring_to("amending", centre, of)
    second = submit(centre, of["director"])
    actions.approve_version(version=second, user=of["province_reviewer"])
    bring_to("submitted", other_centre, people(other_centre))
    elsewhere = factories.make_centre("la", factories.make_province("tinh-b", name="Tỉnh B"), name="Trung tâm xã Lạ")
    bring_to("approved", elsewhere, people(elsewhere))
    return report


@pytest.fixture
def ask(client, centre, administrator, approved):
    key, text = make_key(province=centre.province, name="Thống kê", user=administrator)

    def get(name, *args, key=text, **headers):
        query = headers.pop("query", "")
        return client.get(
            reverse(f"reports:{name}", args=args) + query, headers={"Authorization": f"Bearer {key}"} | headers
        )

    get.key = key
    return get


def test_the_list_tells_approved_versions_of_the_province_alone(ask):
    answer = ask("api_list").json()
    told = [(one["centre"], one["period"], one["number"], one["in_force"]) for one in answer["versions"]]
    assert told == [("xa-an-binh", PERIOD, 1, False), ("xa-an-binh", PERIOD, 2, True)]
    assert answer["versions"][0]["address"] == "http://testserver/api/v1/bao-cao/xa-an-binh/2022-H1/1/"
    assert answer["next"] is None


def test_what_was_approved_since_a_day_or_moment(ask):
    first, _ = ReviewStep.objects.filter(kind="approved", report__centre__code="xa-an-binh").order_by("pk")
    query = f"?since={first.at.isoformat().replace('+', '%2B')}"
    assert [one["number"] for one in ask("api_list", query=query).json()["versions"]] == [2]
    assert [one["number"] for one in ask("api_list", query=f"?after={first.pk}").json()["versions"]] == [2]
    later = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert ask("api_list", query=f"?since={later}").json()["versions"] == []
    assert ask("api_list", query="?since=hôm qua").status_code == 400
    assert ask("api_list", query="?after=x").status_code == 400


def test_a_version_comes_signed_as_it_was_frozen(ask, tmp_path):
    answer = ask("api_version", "xa-an-binh", PERIOD, 2)
    seal = VersionSeal.objects.get(version__number=2)
    assert answer.json() == {"content": json.loads(bytes(seal.version.content)), "token": seal.token}
    path = tmp_path / "a.json"
    path.write_bytes(answer.content)
    assert check_report.main([str(path), "--key", current_signer().public, "--total", "O2=4"], out=[].append) == 0
    assert answer["ETag"] == f'"{seal.version.sha256}"'
    again = ask("api_version", "xa-an-binh", PERIOD, 2, **{"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_version_from_before_seals_is_signed_when_it_is_read(ask, tmp_path):
    VersionSeal.objects.all().delete()
    path = tmp_path / "a.json"
    path.write_bytes(ask("api_version", "xa-an-binh", PERIOD, 1).content)
    assert check_report.main([str(path), "--key", current_signer().public], out=[].append) == 0


@pytest.mark.parametrize(
    "args", [("xa-binh-minh", PERIOD, 1), ("la", PERIOD, 1), ("xa-an-binh", PERIOD, 3), ("xa-an-binh", "2021-H1", 1)]
)
def test_what_is_not_approved_or_not_the_provinces_is_not_there(ask, args):
    assert ask("api_version", *args).status_code == 404


def test_totals_of_the_province_are_signed(ask, tmp_path):
    answer = ask("api_totals", PERIOD)
    document = answer.json()
    assert (document["content"]["figures"]["O2"], document["content"]["coverage"]["O2"]) == (4, [1, 2])
    path = tmp_path / "a.json"
    path.write_bytes(answer.content)
    assert check_report.main([str(path), "--key", current_signer().public, "--total", "O2=4"], out=[].append) == 0
    assert ask("api_totals", PERIOD, **{"If-None-Match": answer["ETag"]}).status_code == 304
    assert ask("api_totals", "2021-H1").status_code == 404
    assert ask("api_totals", "khong").status_code == 404


def test_without_a_key_in_use_nothing_is_told(ask, client):
    assert client.get(reverse("reports:api_list")).status_code == 401
    wrong = ask("api_list", key="solop_sai")
    assert (wrong.status_code, wrong["WWW-Authenticate"]) == (401, "Bearer")
    assert ask("api_list").status_code == 200
    ask.key.revoked_at = timezone.now()
    ask.key.save()
    assert ask("api_list").status_code == 401


def test_it_is_read_only(ask, client):
    for method in (client.post, client.put, client.delete):
        assert method(reverse("reports:api_list")).status_code == 405


def test_asking_is_limited(ask, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"api": "2/1m/key", "api_refused": "1/1m/ip"}
    assert [ask("api_list").status_code for _ in range(3)] == [200, 200, 429]
    assert [ask("api_list", key="sai").status_code for _ in range(2)] == [401, 429]


def test_every_answer_is_kept(ask):
    ask("api_list", query="?after=0")
    ask("api_version", "la", PERIOD, 1)
    kept = list(ApiReading.objects.order_by("pk").values_list("key", "asked", "status", "address"))
    assert kept == [
        (ask.key.pk, "/api/v1/bao-cao/?after=0", 200, "127.0.0.1"),
        (ask.key.pk, "/api/v1/bao-cao/la/2022-H1/1/", 404, "127.0.0.1"),
    ]


def test_a_key_is_made_in_the_administration_shown_once_and_revoked(office, centre):
    made = office.post(address(ApiKey, "add"), {"province": centre.province_id, "name": "Thống kê"}, follow=True)
    key = ApiKey.objects.get()
    text = next(
        word for message in made.context["messages"] for word in str(message).split() if word.startswith("solop_")
    )
    assert text not in office.get(address(ApiKey, "change", key.pk)).text
    assert (key.beginning, len(key.digest), text in key.digest) == (text[:12], 64, False)
    given = {"Authorization": f"Bearer {text}"}
    assert office.get(reverse("reports:api_list"), headers=given).status_code == 200
    office.post(address(ApiKey, "changelist"), {"action": "revoke", "_selected_action": key.pk})
    assert office.get(reverse("reports:api_list"), headers=given).status_code == 401
    assert office.get(address(ApiKey, "delete", key.pk)).status_code == 403
