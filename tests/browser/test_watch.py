"""The watch of the page fixture must see what it is for."""

import pytest

pytestmark = pytest.mark.once

LOGIN = "/tai-khoan/dang-nhap/"
SCRIPTS = [
    ("document.body.innerHTML = '<p style=\"color: red\">x</p>'", "policy style-src-attr inline"),
    (
        "const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s)",
        "policy script-src-elem inline",
    ),
    ("setTimeout(() => { throw new Error('broken') })", "script: broken"),
    ("console.error('said')", "error: said"),
    ("new Image().src = 'http://192.0.2.7/a.png'", "policy img-src http://192.0.2.7/a.png"),
    ("location = 'http://192.0.2.7/'", "outside: http://192.0.2.7/"),
]


def test_every_fault_in_the_browser_is_seen(page, complaints):
    for script, seen in SCRIPTS:
        page.goto(LOGIN)
        assert complaints == []
        page.evaluate(f"() => {{ {script} }}")
        page.wait_for_timeout(300)
        assert [each for each in complaints if seen in each], (script, complaints)
        complaints.clear()


def test_eval_is_refused(page, complaints):
    page.goto(LOGIN)
    # After the debugger's own call, which may do what the page may not
    page.evaluate("() => { setTimeout(() => new Function('return 1')()) }")
    page.wait_for_timeout(300)
    assert "error: policy script-src eval" in complaints
    complaints.clear()
