"""Papers as PDF, for modules that must be there on a machine that cannot print."""


def pdf_of(html: str) -> bytes:
    """The page, which needs no other file, as a tagged PDF; OSError where this machine lacks Pango."""
    # Without Pango, WeasyPrint cannot even be imported; everything but printing must work all the same.
    from centres.papers import typesetting  # noqa: PLC0415

    return typesetting.typeset(html)
