"""Books made by chance for a random case: certificates, blanks, activities, sessions, courses elsewhere."""

import random

from classes.models import LecturerActivity, OutsideCourse, Session
from learners.models import BlankMovement, Certificate, Enrolment, RegisterEntry
from tests.factories import make_lecturer, make_user, programme

DAYS = ("2021-03-01", "2021-06-14", "2021-12-31", "2022-01-01", "2022-02-28", "2022-06-14", "2022-06-15", "2022-06-30",
        "2022-07-01", "2022-11-30", "2022-12-31", "2023-01-01")  # fmt: skip


def make_books(chance: random.Random, classes: list[str]) -> dict:
    """The rows of one centre; a book may be empty, which makes its figures unknown."""
    books = {
        "register": [row for place in range(8) for row in _acts(chance, place)],
        "blanks": [
            {
                "kind": chance.choice(["received", "spoiled"]),
                "date": chance.choice(DAYS),
                "quantity": chance.randint(1, 9),
            }
            for _ in range(4)
        ],
        "activities": [
            {"kind": chance.choice(["observation", "training", "contest", "marking"]), "date": chance.choice(DAYS)}
            for _ in range(6)
        ],
        "sessions": _sessions(chance, classes),
        "courses": [{"date": chance.choice(DAYS), "people": chance.randint(1, 40)} for _ in range(4)],
    }
    return {name: rows if chance.random() < 0.8 else [] for name, rows in books.items()}


def _acts(chance, place):
    days = sorted(chance.choices(DAYS, k=3))
    kinds = ["issued", *(kind for kind in ("reissued", "withdrawn") if chance.random() < 0.4)]
    return [{"kind": kind, "date": day, "place": place} for kind, day in zip(kinds, days, strict=False)]


def _sessions(chance, classes):
    places = [(day, part) for day in DAYS for part in "123"]
    return [
        {
            "class": chance.choice(classes),
            "date": day,
            "part": part,
            "kind": chance.choice(["lesson", "local", "local", "visit"]),
            "topic": chance.choice(["Xòe", "Chè"]),
            "periods": chance.randint(1, 5),
            "lecturer": chance.random() < 0.7,
            "cancelled": chance.random() < 0.2,
        }
        for day, part in chance.sample(places, 12)
    ]


def write_books(centre, books: dict) -> None:
    """Put the rows into the database; the case's classes and learners are there already."""
    by, lecturer = make_user(), make_lecturer(centre, f"Giảng viên {centre.code}")
    _write_register(centre, books["register"], by)
    BlankMovement.objects.bulk_create(
        BlankMovement(
            centre=centre, kind=one["kind"], moved_on=one["date"], quantity=one["quantity"], note="thử", by=by
        )
        for one in books["blanks"]
    )
    LecturerActivity.objects.bulk_create(
        LecturerActivity(lecturer=lecturer, kind=one["kind"], held_on=one["date"]) for one in books["activities"]
    )
    classes = {one.code: one for one in centre.classes.all()}
    Session.objects.bulk_create(
        Session(
            training_class=classes[one["class"]],
            held_on=one["date"],
            lecturer=lecturer if one["lecturer"] else None,
            cancel_reason="mưa" if one["cancelled"] else "",
            **{name: one[name] for name in ("part", "kind", "topic", "periods")},
        )
        for one in books["sessions"]
    )
    OutsideCourse.objects.bulk_create(
        OutsideCourse(
            centre=centre,
            programme=programme("khac"),
            name=f"Lớp {place}",
            host="Trường",
            first_day=one["date"],
            people=one["people"],
        )
        for place, one in enumerate(books["courses"])
    )


def _write_register(centre, rows, by):
    enrolments = list(Enrolment.objects.filter(training_class__centre=centre).order_by("pk")[:8])
    latest = {}
    for number, one in enumerate(rows, 1):
        before = latest.get(one["place"])
        if one["kind"] != "withdrawn":
            latest[one["place"]] = Certificate.objects.create(
                centre=centre,
                enrolment=enrolments[one["place"]],
                number=str(number),
                issued_on=one["date"],
                printed={},
                replaces=before,
                issued_by=by,
            )
        RegisterEntry.objects.create(
            centre=centre,
            number=number,
            kind=one["kind"],
            certificate=latest[one["place"]],
            entered_on=one["date"],
            reason="thử",
            by=by,
        )
