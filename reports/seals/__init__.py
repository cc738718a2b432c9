"""The seal of a submitted version: a code for the public page, and a signature that is checked without the network.

`token` says what is signed and how it is written, `keys` keeps the signing key, `paper` puts the seal on the PDF.
`tools/check_report.py` checks both and shares no code with this package.
"""
