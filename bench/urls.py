from django.shortcuts import render
from django.urls import include, path

ROWS: list[list[str]] = []
CELLS, LETTERS = 12, 14


def fill(size: int) -> None:
    """Make the bare page about `size` bytes long: rows of a report's usual number and length of cells."""
    row = [f"ô {place:02} của dòng"[:LETTERS] for place in range(CELLS)]
    in_row = len("".join(f"<td>{cell}</td>" for cell in row).encode()) + len("<tr></tr>")
    ROWS[:] = [row] * (size // in_row)


def bare(request):
    """A page of a given size and nothing else: the middleware, the header, one table by Django's templates."""
    return render(request, "bare.html", {"rows": ROWS})


urlpatterns = [path("do-thu/", bare), path("", include("config.urls"))]
