"""One page instead of all others while the data is away."""

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from config import maintenance
from tests.harness import faults_of_page


@pytest.fixture(autouse=True)
def notice(tmp_path, monkeypatch):
    monkeypatch.setattr(maintenance, "NOTICE", tmp_path / "var" / "maintenance")
    # 20:45 in Vietnam
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 22, 13, 45, tzinfo=UTC))


def test_closed_until_a_time_then_open_again(client, capsys):
    """No database in this test: the page asks for none."""
    call_command("maintenance", "on", until="21:30")
    response = client.get("/lop/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "2700", "no-store")
    assert "<strong>21:30 ngày 22/11/2026</strong>" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert faults_of_page(response) == []
    call_command("maintenance", "off")
    assert capsys.readouterr().out == (
        "Closed until 21:30 22/11/2026. Open with: manage.py maintenance off\nOpen again.\n"
    )


def test_without_a_time_one_is_asked_to_come_back_soon(client):
    call_command("maintenance", "on")
    response = client.post("/lop/moi/", {"code": "L-9"})
    assert (response.status_code, response["Retry-After"]) == (503, "600")
    assert "Xin quay lại sau ít phút." in response.text


def test_a_clock_time_that_has_passed_is_tomorrows():
    assert f"{maintenance.next_time('7:05'):%H:%M %d/%m/%Y}" == "07:05 23/11/2026"


def test_a_time_that_is_none_closes_nothing():
    with pytest.raises(CommandError, match="not 'half past nine'"):
        call_command("maintenance", "on", until="half past nine")
    assert not maintenance.NOTICE.exists()
