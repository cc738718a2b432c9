#!/usr/bin/env python3
"""Measure the learner list, its searches and the saving of a list among a million learners, as ratios to floors.

    .venv/bin/python bench/people.py               # a million learners in one centre, SQLite
    .venv/bin/python bench/people.py 1000000 30    # spread over 30 centres
    DATABASE_URL=postgres://… .venv/bin/python bench/people.py

Saving a list is timed by this process's own processor time on SQLite, so that other work on the machine does not count.
The database it is given gets a test database beside it, which is removed afterwards.
"""

import os
import random
import resource
import statistics
import sys
import time
from contextlib import redirect_stdout
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - the path and the settings come first

django.setup()

from django.core.management.color import no_style  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import get_runner, setup_test_environment  # noqa: E402

from bench.run import ratio, seconds  # noqa: E402
from centres.models import Centre, Membership, Province, Role, SendingUnit, User  # noqa: E402
from classes.models import Programme, TrainingClass  # noqa: E402
from learners.actions.roster import save_roster, undo_import  # noqa: E402
from learners.models import Enrolment, Learner, RosterUpload  # noqa: E402
from learners.names import search_key, sort_key  # noqa: E402
from learners.roster_plan import digest, plan_roster, read_upload  # noqa: E402

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Thuỳ", "Quốc", "Hữu", "Ngọc", "Xuân", "Thanh", "Kim", "Công", "Bảo", "Hải"]
GIVEN = ["An", "Ân", "Bình", "Cường", "Dũng", "Đào", "Giang", "Hà", "Hoà", "Hùng", "Khánh", "Lan", "Linh", "Mai", "Nam"]
GIVEN += ["Nga", "Oanh", "Phúc", "Quang", "Sơn", "Tâm", "Thảo", "Trang", "Tuấn", "Uyên", "Vinh", "Xuân", "Yến"]
PLACE = 80  # learners in a class
BULK = 5000


def make_people(number, centres):
    """Centres with classes of 80, each learner in one of them, units shared by some hundred learners."""
    chance = random.Random(7)  # noqa: S311 - the same people each time
    names = [" ".join((a, b, c, d)) for a in FAMILY for b in MIDDLE for c in MIDDLE for d in GIVEN]
    keys = {name: (sort_key(name), search_key(name)) for name in names}
    province = Province.objects.create(code="do-thu", name="Đo Thử", committee="Tỉnh ủy", board="Ban Tuyên giáo")
    programme = Programme.objects.first()
    for place in range(centres):
        centre = Centre.objects.create(
            code=f"do-{place}", name=f"Trung tâm {place}", level="commune", host="Đảng ủy", place="X", province=province
        )
        people = _people(centre, number // centres, names, keys, chance, place)
        while chunk := list(islice(people, BULK)):
            _enrol(centre, programme, Learner.objects.bulk_create(chunk), chance)


def _people(centre, number, names, keys, chance, place):
    first = date(1950, 1, 1)
    for one in range(number):
        name = chance.choice(names)
        birth = first + timedelta(days=chance.randrange(20000))
        sort, search = keys[name]
        yield Learner(
            centre=centre,
            full_name=name,
            sort_key=sort,
            search_key=search,
            birth_date=birth,
            birth_year=birth.year,
            national_id=f"{place:03}{one:09}",
            phone=f"09{one:08}",
        )


def _enrol(centre, programme, learners, chance):
    classes = TrainingClass.objects.bulk_create(
        TrainingClass(
            centre=centre,
            code=f"D-{learners[start].pk}",
            name="Lớp",
            programme=programme,
            status="open",
            opened_on=date(2020, 1, 6) + timedelta(days=chance.randrange(2000)),
        )
        for start in range(0, len(learners), PLACE)
    )
    units = _units(centre)
    drawn = [chance.choice(units) for _ in learners]
    Enrolment.objects.bulk_create(
        Enrolment(
            training_class=classes[at // PLACE],
            learner=learner,
            roll_number=at % PLACE + 1,
            unit=drawn[at],
            unit_name=drawn[at].name,
        )
        for at, learner in enumerate(learners)
    )


def _units(centre):
    if not (units := list(SendingUnit.objects.filter(centre=centre).order_by("pk"))):
        units = SendingUnit.objects.bulk_create(SendingUnit(centre=centre, name=f"Chi bộ thôn {n}") for n in range(300))
    return units


def double():
    """As many people, classes and places again, by the database itself."""
    most = {model: model.objects.order_by("-pk").values_list("pk", flat=True)[0] for model in (Learner, TrainingClass)}
    place = Enrolment.objects.order_by("-pk").values_list("pk", flat=True)[0]
    padded = f"'000000000000' || CAST(id + {most[Learner]} AS text)"
    _copy(Learner, most[Learner], national_id=f"substr({padded}, length({padded}) - 11)")
    _copy(TrainingClass, most[TrainingClass], code=f"'D-' || CAST(id + {most[TrainingClass]} AS text) || '-2'")
    moved = {
        "learner_id": f"learner_id + {most[Learner]}",
        "training_class_id": f"training_class_id + {most[TrainingClass]}",
    }
    _copy(Enrolment, place, **moved)


def _copy(model, offset, **changed):
    columns = [field.column for field in model._meta.concrete_fields]
    taken = [{"id": f"id + {offset}", **changed}.get(column, f'"{column}"') for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({named}) SELECT {", ".join(taken)} FROM "{table}"')  # noqa: S608
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)


def clerk_of(centre):
    user = User.objects.create_user("do-thu", password="khong-dang-nhap-bang-mat-khau")  # noqa: S106 - force_login
    Membership.objects.create(user=user, role=Role.CLERK, centre=centre)
    client = Client()
    client.force_login(user)
    return client


def measure_pages(client):
    floor = seconds(lambda: client.get("/do-thu/"), 9)
    pages = {
        "list": "",
        "list, last page": "?trang=999999",
        "name words": "?tim=nguyen+van+an",
        "a rare name": "?tim=ly+bao+hai+yen",
        "citizen number": "?tim=000000000777",
        "its last digits": "?tim=00777",
        "a word of every unit": "?tim=thon",
        "unit": "?tim=thon+77",
        "name and unit": "?tim=an+thon+77",
        "unit filter": "?don-vi=thon+77",
        "birth date": "?tim=13/05/1980",
    }
    for name, query in pages.items():
        address = f"/hoc-vien/{query}"
        assert client.get(address).status_code == 200  # noqa: S101 - a failed page would be measured as a fast one
        ratio(name, seconds(lambda address=address: client.get(address), 3), floor, "bare page")


def roster_of(rows):
    header = "STT;Họ và tên;Ngày sinh;Giới tính;Số định danh;Đơn vị;Chức vụ;Điện thoại"
    lines = [
        f"{n};{FAMILY[n % 15]} {MIDDLE[n % 14]} {GIVEN[n % 28]};{n % 28 + 1:02}/{n % 12 + 1:02}/{1950 + n % 55};Nam;"
        f"9{n:011};Chi bộ thôn {n % 300};Bí thư;09{n:08}"
        for n in range(rows)
    ]
    return "\n".join([header, *lines]).encode()


def measure_saving(centre, rows):
    """Preview and saving of clean rows against reading the sheet once and one bulk insert of as many rows."""
    user, content = User.objects.first(), roster_of(rows)

    def fresh():
        training_class = TrainingClass.objects.create(
            centre=centre, code=f"L-{time.monotonic_ns()}", name="Lớp", programme=Programme.objects.first(),
            status="open", opened_on=date(2026, 1, 5),
        )  # fmt: skip
        return RosterUpload.objects.create(
            training_class=training_class, file_name="a.csv", content=content, sha256=digest(content)
        )

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter

    def timed(function):
        start = clock()
        value = function()
        return clock() - start, value

    upload = fresh()
    read, reading = timed(lambda: read_upload(upload))
    insert, made = timed(lambda: _bare_insert(upload.training_class, reading.rows))
    Enrolment.objects.filter(learner__in=[one.pk for one in made[:1]]).exists()
    _drop(upload.training_class)
    floor = read + insert
    preview, _ = timed(lambda: plan_roster(upload))
    save, saved = timed(lambda: save_roster(upload=upload, user=user))
    undo, _ = timed(lambda: undo_import(batch=saved.batch))
    ratio(f"preview of {rows}", preview, floor, "reading and one bulk insert")
    ratio(f"saving {rows}", save, floor, "reading and one bulk insert", "≤ 3")
    ratio(f"preview and saving {rows}", preview + save, floor, "reading and one bulk insert")
    ratio(f"undoing {rows}", undo, floor, "reading and one bulk insert")
    return preview + save


def _bare_insert(training_class, rows):
    learners = [Learner(centre=training_class.centre, full_name=row.full_name).set_keys() for row in rows]
    learners = Learner.objects.bulk_create(learners)
    Enrolment.objects.bulk_create(
        Enrolment(training_class=training_class, learner=one, roll_number=at) for at, one in enumerate(learners, 1)
    )
    return learners


def _drop(training_class):
    pks = list(training_class.enrolments.values_list("learner", flat=True))
    training_class.enrolments.all()._raw_delete("default")
    Learner.objects.filter(pk__in=pks)._raw_delete("default")


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    centres = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    setup_test_environment()
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        start = time.perf_counter()
        doublings = max(0, (number // 20_000).bit_length() - 1)
        make_people(number >> doublings, centres)
        for _ in range(doublings):
            double()
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        print(
            f"{Learner.objects.count()} learners in {centres} centres: {time.perf_counter() - start:.0f} s; {connection.vendor}"
        )
        centre = Centre.objects.order_by("pk").first()
        client = clerk_of(centre)
        measure_pages(client)
        with redirect_stdout(None):
            measure_saving(centre, 50)  # what is imported at first use is not counted
            few = statistics.median(measure_saving(centre, 500) for _ in range(3))
        measure_saving(centre, 500)
        many = measure_saving(centre, 5000)
        print(f"growth from 500 to 5.000 rows: {many / few:.1f} × (aim ≤ 11)")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
