"""What every test is held to without asking: see the autouse fixtures in conftest.py."""

import re
from html.parser import HTMLParser
from inspect import currentframe
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Node

OUR_FOLDERS = [
    str(settings.BASE_DIR / name) for name in ("templates", "centres", "classes", "learners", "reports", "config")
]
VOID_OF_SCRIPT = {"application/json"}


class UndefinedFails(str):
    """A string_if_invalid that fails the test when one of our own templates asks for what is not there.

    Django formats it with the variable's name. The libraries' templates ask for missing variables on purpose.
    """

    def __contains__(self, key):
        return key == "%s"

    def __mod__(self, variable):
        template = template_being_rendered()
        if template.startswith(tuple(OUR_FOLDERS)):
            pytest.fail(f"{Path(template).relative_to(settings.BASE_DIR)}: {variable} is undefined", pytrace=False)
        return ""


def template_being_rendered():
    frame = currentframe()
    while frame := frame.f_back:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
    return ""


class PolicyReader(HTMLParser):
    """Lists what the Content-Security-Policy would refuse, and template marks that were not rendered."""

    def __init__(self):
        super().__init__()
        self.faults = []
        self.inside = None

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        named = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in named and named.get("type") not in VOID_OF_SCRIPT):
            self.faults.append(f"<{tag}> inside the page")
        for name, value in attrs:
            if re.match(r"on[a-z]+$|hx-on", name) or name == "style":
                self.faults.append(f'<{tag} {name}="{value}">')
            if name in {"src", "href", "action"} and (value or "").startswith("javascript:"):
                self.faults.append(f'<{tag} {name}="{value}">')
            if name in {"src", "href"} and tag != "a" and re.match(r"(https?:)?//", value or ""):
                self.faults.append(f"<{tag}> from outside: {value}")
            self.look_for_marks(value or "")

    def handle_data(self, data):
        if self.inside != "script":
            self.look_for_marks(data)

    def handle_endtag(self, tag):
        self.inside = None

    def look_for_marks(self, text):
        self.faults += [f"not rendered: {mark}" for mark in re.findall(r"\{[{%#].{0,40}", text)]


def faults_of_page(response):
    packed = response.has_header("Content-Encoding")
    if response.streaming or packed or not response.get("Content-Type", "").startswith("text/html"):
        return []
    reader = PolicyReader()
    reader.feed(response.text)
    return reader.faults
