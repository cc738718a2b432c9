"""The structure that reviews would otherwise have to watch: direction of imports, and one door to rows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["centres", "classes", "learners", "reports"]
# What answers requests: a row is read through for_user, or reached from a row that was
REQUEST_LAYER = ("views", "forms", "home", "context", "search", "listing", "lists")


def python_files(app):
    return [p for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts]


def imported_apps(tree):
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            if name.split(".")[0] in APPS:
                yield name.split(".")[0], node.lineno


@pytest.mark.parametrize("app", APPS)
def test_imports_run_one_way(app):
    later = APPS[APPS.index(app) + 1 :]
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in python_files(app)
        for name, line in imported_apps(ast.parse(path.read_text()))
        if name in later
    ]
    assert wrong == []


def answers_requests(path):
    parts = path.relative_to(ROOT).with_suffix("").parts[1:]
    return any(part.startswith(REQUEST_LAYER) for part in parts)


def reads_past_the_door(tree):
    """Lines where `Model.objects` is followed by anything but for_user or none, or a bare model is looked up."""
    followed = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            followed[id(node.value)] = node.attr
    for node in ast.walk(tree):
        managers = isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
        if managers and followed.get(id(node)) not in {"for_user", "staffed_by", "none"}:
            yield node.lineno
        lookup = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"get_object_or_404", "get_list_or_404"}
        if lookup and isinstance(node.args[0], ast.Name) and node.args[0].id[0].isupper():
            yield node.lineno


def test_requests_read_only_through_for_user():
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for app in APPS
        for path in python_files(app)
        if answers_requests(path)
        for line in reads_past_the_door(ast.parse(path.read_text()))
    ]
    assert wrong == []


def test_door_check_sees_a_planted_hole():
    planted = "def f(request, pk):\n    return get_object_or_404(Learner, pk=pk), Learner.objects.filter(pk=pk)"
    assert list(reads_past_the_door(ast.parse(planted))) == [2, 2]
    assert list(reads_past_the_door(ast.parse("Learner.objects.for_user(user).filter(pk=1)"))) == []


def test_no_template_carries_inline_script_or_style():
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        if path.match("reports/print*.html") or path.match("papers/*.html"):
            continue  # printed by WeasyPrint, never answered to a browser
        if " style=" in text or "<style" in text or " onclick=" in text or "javascript:" in text:
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []
