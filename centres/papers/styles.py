"""Style sheets that travel inside a paper as a data: address, so that it can be kept, mailed and opened by itself."""

import base64
import datetime
from pathlib import Path

from django.contrib.staticfiles import finders

from centres.models.layout import PaperLayout, layout_on

PARTY = "papers/party.css"


def stylesheet(*own: str, on: datetime.date | None) -> str:
    """What all papers share, the layout in force on the paper's day, then its own style sheets, as one data: address.

    `own` are static files; without a day the layout is today's.
    """
    party, *others = (Path(finders.find(name)).read_bytes() for name in (PARTY, *own))
    styles = b"\n".join([party, layout_rules(layout_on(on)).encode(), *others])
    return f"data:text/css;base64,{base64.b64encode(styles).decode()}"


def layout_rules(layout: PaperLayout) -> str:
    """The layout as CSS: lengths in millimetres, letters and lines in points."""
    top, right = f"{layout.margin_top}mm", f"{layout.margin_right}mm"
    bottom, left = f"{layout.margin_bottom}mm", f"{layout.margin_left}mm"
    number = (
        f"font-size: {layout.number_size}pt; line-height: {layout.number_size}pt; padding-top: {layout.number_top}mm"
    )
    return f"""
@page {{ margin: {top} {right} {bottom} {left}; @top-center {{ {number} }} }}
@page wide-odd {{ margin: {top} {right} {right} {bottom} }}
@page wide-even {{ margin: {top} {right} {right} {bottom} }}
html {{ font-size: {layout.body_size}pt; line-height: {layout.line_height}pt }}
p, h1, h2, h3, ul {{ font-size: {layout.body_size}pt }}
.party-name {{ font-size: {layout.party_size}pt }}
.kind {{ font-size: {layout.kind_size}pt }}
.paper > p:not([class]), .paper > h2, .paper > h3 {{ text-indent: {layout.first_indent}mm }}
.paper > p:not([class]), .paper > h3 {{ margin-top: {layout.paragraph_gap}pt }}
.recipients li {{ font-size: {layout.recipients_size}pt }}
"""
