"""WeasyPrint, shut in: it reads the page's own style sheet and nothing else."""

import re
from functools import lru_cache

from weasyprint import CSS, HTML
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

    Its style sheet is parsed once and used again by every later page of the same look: five hundred certificates spend
    a fifth of their time on it otherwise.
    """
    styles = [_parsed(address) for address in _OWN_LINK.findall(html)]
    page = HTML(string=_OWN_LINK.sub("", html), base_url="about:blank", url_fetcher=OwnFilesOnly())
    return page.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1")


@lru_cache(maxsize=16)
def _parsed(address):
    """Addresses hold the styles themselves, so that changed styles have another one."""
    return CSS(url=address, url_fetcher=OwnFilesOnly())
