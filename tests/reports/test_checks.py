from subprocess import CompletedProcess

import pytest

from reports import checks


@pytest.fixture
def machine(monkeypatch):
    """Pretend what the machine has: `machine(libraries, families)`."""

    def pretend(libraries, families):
        monkeypatch.setattr(checks, "find_library", lambda name: f"lib{name}.so" if name in libraries else None)
        monkeypatch.setattr(checks.shutil, "which", lambda name: "/usr/bin/fc-list" if families is not None else None)
        listed = CompletedProcess([], 0, stdout="\n".join(families or []))
        monkeypatch.setattr(checks.subprocess, "run", lambda *args, **kwargs: listed)

    return pretend


def found():
    return [(message.id, message.msg) for message in checks.printing_is_possible()]


def test_this_machine_can_print():
    assert found() == []


def test_missing_library_is_named(machine):
    machine({"fontconfig", "harfbuzz", "pangoft2-1.0"}, ["Tinos"])
    assert found() == [("reports.W001", "Thiếu thư viện để in báo cáo ra PDF: pango-1.0.")]


@pytest.mark.parametrize("families", [["DejaVu Serif", "Noto Sans"], [], None])
def test_missing_times_font_is_named(machine, families):
    machine(set(checks.LIBRARIES), families)
    assert [code for code, _ in found()] == ["reports.W002"]
    assert "phông chữ kiểu Times" in found()[0][1]


@pytest.mark.parametrize("listed", ["Tinos", "Liberation Serif", "Times New Roman,Times New Roman Standard"])
def test_any_times_font_with_all_letters_will_do(machine, listed):
    machine(set(checks.LIBRARIES), ["DejaVu Sans", listed])
    assert found() == []
