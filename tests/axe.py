"""axe-core in a page of Playwright: what bars people with impairments, as lines of text."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}


def axe_faults(page) -> list[str]:
    """One line for each element that breaks a rule: rule, place, and what is wrong there.

    The script comes by way of the debugger, so the page's Content-Security-Policy stays as it is.
    """
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(SCRIPT)
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split()[:40])}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
