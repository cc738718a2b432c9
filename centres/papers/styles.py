"""Style sheets that travel inside a paper as a data: address, so that it can be kept, mailed and opened by itself."""

import base64
from pathlib import Path

from django.contrib.staticfiles import finders

PARTY_LAYOUT = "papers/party.css"


def stylesheet(*own: str) -> str:
    """The Party's layout, followed by a paper's own style sheets (static files), as one data: address."""
    styles = b"\n".join(Path(finders.find(name)).read_bytes() for name in (PARTY_LAYOUT, *own))
    return f"data:text/css;base64,{base64.b64encode(styles).decode()}"
