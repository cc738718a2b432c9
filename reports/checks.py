"""`manage.py check` names what this machine lacks for printing reports. All else works without it: only warnings."""

import shutil
import subprocess
from ctypes.util import find_library

from django.core.checks import Warning as Missing
from django.core.checks import register

LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
FAMILIES = ("Tinos", "Times New Roman", "Liberation Serif")
PACKAGES = "Trên Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-croscore"


@register
def printing_is_possible(app_configs=None, **kwargs):
    missing = [name for name in LIBRARIES if find_library(name) is None]
    if missing:
        text = f"Thiếu thư viện để in báo cáo ra PDF: {', '.join(missing)}."
        return [Missing(text, hint=PACKAGES, id="reports.W001")]
    if not set(FAMILIES) & vietnamese_families():
        text = (
            "Máy không có phông chữ kiểu Times đủ chữ tiếng Việt (Tinos, hoặc Liberation Serif từ bản 2):"
            " báo cáo in ra sẽ lẫn phông chữ khác."
        )
        return [Missing(text, hint=PACKAGES, id="reports.W002")]
    return []


def vietnamese_families() -> set[str]:
    """The font families on this machine that have every Vietnamese letter; fontconfig knows which."""
    if not (command := shutil.which("fc-list")):
        return set()
    listed = subprocess.run([command, ":lang=vi", "family"], capture_output=True, text=True, check=False)  # noqa: S603
    return {name.strip() for line in listed.stdout.splitlines() for name in line.split(",")}
