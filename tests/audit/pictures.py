"""Pictures of pages and of their prints, for people to look through: one folder, one index."""

import html
import subprocess
from pathlib import Path

from tests.audit.looks import SIZES


def take_pictures(tab, folder: Path, name: str):
    """The whole page at each size, NAME.SIZE.png."""
    for size, (width, height) in SIZES.items():
        tab.set_viewport_size({"width": width, "height": height})
        tab.screenshot(path=folder / f"{name}.{size}.png", full_page=True)


def take_paper(tab, folder: Path, name: str):
    """The page as the browser prints it, NAME.paper-1.png and on; at most three sheets."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    printed = tab.pdf(format="A4", prefer_css_page_size=True)
    command = ["pdftoppm", "-png", "-r", "60", "-l", "3", "-", str(folder / f"{name}.paper")]
    subprocess.run(command, input=printed, check=True)


def write_index(folder: Path):
    """index.html: every picture with its name, small enough that many are seen at once."""
    pictures = sorted(path.name for path in folder.glob("*.png"))
    cells = "\n".join(
        f'<figure><a href="{html.escape(name)}"><img loading="lazy" src="{html.escape(name)}" alt=""></a>'
        f"<figcaption>{html.escape(name.removesuffix('.png'))}</figcaption></figure>"
        for name in pictures
    )
    style = "body{font:13px sans-serif;display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:420px}img{width:100%;height:300px;object-fit:cover;object-position:top;border:1px solid #999}"
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Ảnh các trang</title><style>{style}</style>{cells}</html>',
        encoding="utf-8",
    )


if __name__ == "__main__":
    import sys

    write_index(Path(sys.argv[1]))
