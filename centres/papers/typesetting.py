"""WeasyPrint, shut in: it reads the page's own style sheet and nothing else."""

import re
import threading
from functools import lru_cache

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

OWN_STYLES = "data:text/css;"
_OWN_LINK = re.compile(rf'<link rel="stylesheet" href="({OWN_STYLES}base64,[A-Za-z0-9+/=]+)">')


class OwnFilesOnly(URLFetcher):
    """Lets WeasyPrint read the style sheet inside the page and stops at any other address."""

    def fetch(self, url, headers=None):
        if not url.startswith(OWN_STYLES):
            raise FatalURLFetchingError(f"a paper must not fetch {url}")
        return super().fetch(url, headers)


def typeset(html: str) -> bytes:
    """The page as a tagged PDF (PDF/UA-1) with bookmarks.

    What is the same for every page is made once: the style sheet, and the fonts of the machine. Five hundred
    certificates would spend a third of their time on these, and each would leave a quarter of a megabyte behind.
    """
    styles = [_parsed(address) for address in _OWN_LINK.findall(html)]
    page = HTML(string=_OWN_LINK.sub("", html), base_url="about:blank", url_fetcher=OwnFilesOnly())
    return page.write_pdf(stylesheets=styles, font_config=_fonts(), pdf_variant="pdf/ua-1")


_of_thread = threading.local()


def _fonts():
    """The fonts of the machine, read once in each thread: Pango's font map must not be used by two. Papers add none."""
    if not hasattr(_of_thread, "fonts"):
        _of_thread.fonts = FontConfiguration()
    return _of_thread.fonts


@lru_cache(maxsize=16)
def _parsed(address):
    """Addresses hold the styles themselves, so that changed styles have another one."""
    return CSS(url=address, url_fetcher=OwnFilesOnly())
