"""The parts every page is built from; /he-thong/mau shows each one. Their markup stands in templates/includes/.

A tag with an end takes what stands between as its content: {% panel "Thông tin lớp" %}…{% endpanel %}.
"""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from centres.listing import shown

register = template.Library()


def _rendered(name, content, **parameters):
    # What a block tag passes on was escaped while it was rendered
    return render_to_string(f"includes/{name}.html", parameters | {"content": mark_safe(content.strip())})  # noqa: S308


@register.simple_block_tag(end_name="endpage_head")
def page_head(content, title, *facts, state="", badge="badge-done", lead="", of=""):
    """A page's heading with its state, a line of facts (empty ones left out); the content is what one may do here.

    `of` ends the title: {% page_head "Kế hoạch năm" of=year %}.
    """
    shown = [fact for fact in facts if fact not in (None, "")]
    title = f"{title} {of}" if of else title
    return _rendered("page_head", content, title=title, facts=shown, state=state, badge=badge, lead=lead)


@register.simple_block_tag(end_name="endsection_head")
def section_head(content, title, id=""):  # noqa: A002
    """The heading of a part of the page; the content is what one may do there."""
    return _rendered("section_head", content, title=title, id=id or slugify(title))


@register.simple_block_tag(end_name="endpanel")
def panel(content, title, id="", more="", address="", screen_only=False):  # noqa: A002
    """A framed part of a page under a heading; `more` is a link beside the heading, to `address`."""
    name = id or slugify(title)
    return _rendered("panel", content, title=title, id=name, more=more, address=address, screen_only=screen_only)


@register.simple_block_tag(end_name="endcallout")
def callout(content, kind="", action="", address=""):
    """What one should know or do next; kind "next" for the next step. `action` is a button that leads to `address`."""
    return _rendered("callout", content, kind=kind, action=action, address=address)


@register.simple_block_tag(end_name="endconfirm")
def confirm(content, title, act, back, address, danger=True):
    """The page that asks before something is lost: what happens (the content), the act, the way back to `address`."""
    return _rendered("confirm", content, title=title, act=act, back=back, address=address, danger=danger)


@register.inclusion_tag("includes/tile.html")
def tile(value, label, note="", address=""):
    """A key figure: stands in <div class="figure-tiles">."""
    return {
        "value": shown(value) if isinstance(value, int) else value,
        "label": label,
        "note": note,
        "address": address,
    }


@register.filter
def grouped(number: int) -> str:
    """1.250"""
    return shown(number)


@register.inclusion_tag("includes/badge.html")
def badge(text, kind="done"):
    """A state in words. kind: plan, good, done, wait, bad."""
    return {"text": text, "kind": kind}


@register.inclusion_tag("includes/empty.html")
def empty_state(text, hint="", address="", action=""):
    """Nothing here yet: what is missing, why, and the next step."""
    return {"text": text, "hint": hint, "address": address, "action": action}


@register.inclusion_tag("includes/steps.html")
def steps(names, current):
    """Where one is in a job of several pages; `names` in order, `current` counted from 1."""
    return {"steps": [(name, place < current, place == current) for place, name in enumerate(names, 1)]}


@register.inclusion_tag("includes/meter.html")
def meter(label, done, whole, shown=""):
    """How much of a whole is done; `shown` is the figure in words, else "3/5"."""
    return {"label": label, "done": done, "whole": whole, "shown": shown or f"{done}/{whole}"}


@register.inclusion_tag("includes/facts.html")
def facts(pairs):
    """Names and values, one a line: pairs of text."""
    return {"pairs": pairs}


@register.inclusion_tag("includes/tabs.html")
def tabs(links, label):
    """Links to the parts of one thing: (text, address, whether it is the one shown)."""
    return {"links": links, "label": label}
