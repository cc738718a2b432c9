"""Pages shown in a real browser without a server: the test client answers each request, inside the test's transaction.

So a page can be looked at after an act that is rolled back, and every role's pages come from one database.
"""

import hashlib
import mimetypes
import os
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction

# To a browser the machine itself is as good as HTTPS
HOME = "http://localhost"
FORMS = """() => [...document.querySelectorAll("form[method=post]")].map(form => ({
  address: form.getAttribute("action") || "",
  hidden: [...form.elements].filter(e => e.name && e.type === "hidden").map(e => [e.name, e.value]),
  asked: [...form.elements].filter(e => e.name && !["hidden", "submit", "button", "file"].includes(e.type))
    .map(e => [e.name, e.tagName === "SELECT" ? "select" : e.type]),
  files: form.querySelectorAll("input[type=file]").length,
}))"""
WRONG = {
    "text": "<b>31/02/20x5</b> sai " * 3,
    "select": "zzz",
    "date": "2022-02-31",
    "textarea": "<b>sai</b>\n" * 5,
    "number": "-1,5x",
}


class Site:
    """One browser tab before the product. What is amiss on the way (foreign requests, the console) stands in `faults`."""

    def __init__(self, tab, client):
        self.tab, self.client = tab, client
        self.client.raise_request_exception = False
        self.shown, self.faults = None, []
        tab.route("**/*", self._answer)
        tab.on("console", lambda message: message.type in {"error", "warning"} and self.faults.append(message.text))
        tab.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def show(self, response, address):
        """Load this answer of the test client as the page at the address."""
        self.shown, self.faults[:] = (urlsplit(address).path, response), []
        self.tab.goto(urljoin(HOME, address))
        if response.status_code >= 400:  # the browser says in its console what we know
            self.faults[:] = [fault for fault in self.faults if f"status of {response.status_code}" not in fault]

    def _answer(self, route):
        url = urlsplit(route.request.url)
        if f"{url.scheme}://{url.netloc}" != HOME:
            self.faults.append(f"asks for {route.request.url}")
            return route.abort()
        if url.path.startswith(settings.STATIC_URL):
            return self._answer_file(route, url.path.removeprefix(settings.STATIC_URL))
        if route.request.is_navigation_request() and self.shown[0] == url.path:
            return fulfil(route, self.shown[1])
        return fulfil(route, self.client.get(f"{url.path}?{url.query}"))

    def _answer_file(self, route, name):
        path = finders.find(name)
        if not path:
            self.faults.append(f"no such file: {name}")
            return route.fulfill(status=404)
        return route.fulfill(body=Path(path).read_bytes(), content_type=mimetypes.guess_type(name)[0])

    def wrong_answers(self, address):
        """The pages that come back when each form of the page shown is sent empty, and with nonsense in it.

        Nothing that such a sending does stays. Forms that ask for nothing, mere buttons, are left out.
        """
        for number, form in enumerate(self.tab.evaluate(FORMS)):
            target = urljoin(address, form["address"])
            if not form["asked"] and not form["files"]:
                continue
            for state in ("empty", "wrong"):
                data = dict(form["hidden"])
                data |= {name: WRONG.get(kind, "sai") if state == "wrong" else "" for name, kind in form["asked"]}
                response = self.post(target, data)
                if is_page(response):
                    yield f"form{number}-{state}", response, target

    def post(self, address, data):
        with transaction.atomic():
            response = self.client.post(address, data)
            transaction.set_rollback(True)
        return response


def fulfil(route, response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return route.fulfill(status=response.status_code, headers=dict(response.headers), body=body)


def is_page(response):
    """A whole page; not a file, a redirect or the piece of a page."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return False
    return response.content.lstrip()[:9].lower() == b"<!doctype"


def fingerprint(response, *names):
    """Of what one sees: without secrets and the user's own names, so that two roles' same pages are one."""
    text = re.sub(r'(csrfmiddlewaretoken" value|data-token|once" value)="[^"]*"', "", response.text)
    for name in filter(None, names):
        text = text.replace(name, "")
    return hashlib.sha256(text.encode()).hexdigest()


def folder(variable) -> Path | None:
    """The folder that an environment variable names, made if need be; None where it names none."""
    if not os.environ.get(variable):
        return None
    path = Path(os.environ[variable])
    path.mkdir(parents=True, exist_ok=True)
    return path
