"""The checks that every test is put under must themselves be able to fail."""

import pytest
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import Origin, Template
from django.template.context import Context

from tests.harness import faults_of_page

OURS = Origin(str(settings.BASE_DIR / "templates" / "trial.html"))
THEIRS = Origin("/usr/lib/a-library/templates/trial.html")


def test_an_undefined_variable_in_our_template_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match=r"templates/trial.html: learner.nam is undefined"):
        Template("{% if learner %}{{ learner.nam }}{% endif %}", origin=OURS).render(Context({"learner": object()}))


def test_an_undefined_variable_in_a_librarys_template_is_empty():
    assert Template("[{{ help }}]", origin=THEIRS).render(Context()) == "[]"


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ("<p>Lớp <b>một</b></p><script src='/static/a.js'></script><a href='https://example.vn'>x</a>", []),
        ("<script type='application/json'>{\"a\": 1}</script>", []),
        ("<script>go()</script>", ["<script> inside the page"]),
        ("<style>p {}</style>", ["<style> inside the page"]),
        ("<p style='color: red'>", ['<p style="color: red">']),
        ("<button onclick='go()'>", ['<button onclick="go()">']),
        ("<a href='javascript:go()'>", ['<a href="javascript:go()">']),
        ("<img src='//example.vn/a.png'>", ["<img> from outside: //example.vn/a.png"]),
        ("<p>{{ name }}</p>", ["not rendered: {{ name }}"]),
        ("<p title='{% url %}'></p>", ["not rendered: {% url %}"]),
    ],
)
def test_a_page_that_breaks_the_policy_is_found(page, faults):
    assert faults_of_page(HttpResponse(page)) == faults


def test_only_pages_are_read():
    assert faults_of_page(JsonResponse({"a": "{{ b }}"})) == []
