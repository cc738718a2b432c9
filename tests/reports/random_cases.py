"""Case files made by chance, of every kind that the format allows."""

import random

PROGRAMMES = [
    "nhan-thuc-ve-dang",
    "dang-vien-moi",
    "bi-thu-chi-bo",
    "kiem-tra-giam-sat",
    "tuyen-giao-dan-van",
    "mat-tran-doan-the",
    "chuyen-de",
    "can-bo-nguon",
    "so-cap-llct",
    "qp-an-doi-tuong-4",
    "ngach-chuyen-vien",
    "khac",
]
PARTNERS = ["Trường Chính trị tỉnh", "Ban Chỉ huy Quân sự, Công an", "các Ban Đảng", "Hội Nông dân"]
BANDS = ("xuat_sac", "gioi", "kha", "trung_binh", "khong_dat", "not_assessed")


def make_case(seed: int, centres=2, classes=14) -> dict:
    chance = random.Random(seed)  # noqa: S311  nothing secret
    codes = [f"tt-{seed}-{place}" for place in range(centres)]
    return {
        "source": "made by chance",
        "assumed": [],
        "province": {"code": f"tinh-{seed}", "name": "Tỉnh Thử", "committee": "Tỉnh ủy Thử", "board": "Ban Tuyên giáo"},
        "centres": [_centre(chance, code) for code in codes],
        "plans": [_plan(chance, code, year) for code in codes for year in (2021, 2022) if chance.random() < 0.8],
        "classes": [one for code in codes for one in _classes(chance, code, classes)],
        "past_reports": [_past(chance, code) for code in codes if chance.random() < 0.7],
        "expect": [],
    }


def _centre(chance, code):
    level = chance.choice(["district", "commune"])
    return {
        "code": code,
        "name": f"Trung tâm Chính trị {code}",
        "level": level,
        "host": "Huyện ủy Thử" if level == "district" else "Đảng ủy xã Thử",
        "place": "Thử",
        "valid_from": chance.choice([None, "2019-01-01"]),
        "valid_to": chance.choice([None, "2025-06-30"]),
        **{
            name: chance.choice([None, chance.randint(0, 30)])
            for name in ("staff", "lecturers_full_time", "lecturers_part_time")
        },
    }


def _plan(chance, code, year):
    names = chance.sample(PROGRAMMES, 4)
    first = [
        {"programme": name, "classes": chance.choice([3, 5, 8]), "learners": chance.choice([None, 200, 100])}
        for name in names
    ]
    if chance.random() < 0.5:
        first = [line | {"learners": 150} for line in first]
    if chance.random() < 0.3:
        first.append({"programme": None, "classes": 2, "learners": 90})
    decisions = [_decision(year, "01-QĐ/HU", chance.choice(["01-10", "07-20"]), "initial", first)]
    for number in range(chance.randint(0, 2)):
        lines = [
            {"programme": names[number], "classes": chance.choice([-1, 0, 2]), "learners": chance.choice([-50, 40])}
        ]
        day = chance.choice(["04-15", "06-30", "07-01", "11-02"])
        decisions.append(_decision(year, f"1{number}-QĐ/HU", day, "adjustment", lines))
    return {"centre": code, "year": year, "decisions": decisions}


def _decision(year, number, day, kind, lines):
    return {"number": number, "date": f"{year}-{day}", "issuer": "Ban Thường vụ", "kind": kind, "lines": lines}


def _classes(chance, code, number):
    made = []
    for place in range(number):
        made.append(_class(chance, code, f"L{place:02}", made))
    chance.shuffle(made)  # a class may come before the one whose learners it shares
    return made


def _class(chance, centre, code, earlier):
    status = chance.choices(["closed", "open", "planned", "cancelled"], [10, 2, 1, 1])[0]
    year, month, day = chance.choice([2021, 2022, 2022]), chance.randint(1, 12), chance.choice([1, 14, 15, 28])
    opened, closed, recognised = _days(chance, status, year, month, day)
    joint, maintained = chance.random() < 0.4, chance.random() < 0.15
    assessed_by = chance.choice(["centre", "centre", "centre", "partner", "nobody"]) if status == "closed" else None
    enrolled = 0 if status == "planned" else chance.randint(0, 45)
    withdrawn = chance.choice([0, 0, min(3, enrolled)])
    present = enrolled - withdrawn
    with_results = assessed_by in ("centre", "partner") and chance.random() < 0.85 and not maintained
    considered = status == "closed" and chance.random() < 0.6
    source = chance.choice(earlier) if earlier and chance.random() < 0.25 else None
    return {
        "centre": centre,
        "code": code,
        "name": f"Lớp {code}, khóa {chance.randint(1, 30)}",
        "programme": chance.choice(PROGRAMMES),
        "ownership": "joint" if joint else "own",
        "partner": chance.choice(PARTNERS) if joint else None,
        "kind": "maintained" if maintained else "normal",
        "status": status,
        "opened": opened,
        "closed": closed,
        "recognised": recognised,
        "assessed_by": assessed_by,
        "called": chance.choice([None, 0, present, present + 5]),
        "enrolled": enrolled,
        "withdrawn": withdrawn,
        "results": _results(chance, present) if with_results else None,
        "considered_for_titles": considered,
        "titled": chance.choice([True, True, False, None]) if considered else chance.choice([None, False]),
        "rewarded": chance.randint(0, min(3, present)) if status == "closed" else 0,
        "modules_done": chance.randint(0, 9) if maintained else None,
        "graduated": chance.randint(0, present) if maintained and status == "closed" else None,
        "shared_with": {"class": source["code"], "count": chance.randint(0, min(enrolled, source["enrolled"]))}
        if source
        else None,
    }


def _days(chance, status, year, month, day):
    opened = f"{year}-{month:02}-{day:02}"
    if status != "closed":
        return opened, None, None
    later = min(12, month + chance.randint(0, 2))
    closed = f"{year}-{later:02}-{max(day, 14) if later == month else day:02}"
    recognised = chance.choice([None, closed, f"{year + 1}-01-05"])
    return opened, closed, recognised


def _results(chance, present):
    picked = chance.choices(BANDS, [2, 6, 7, 3, 1, 1], k=present)
    return {band: picked.count(band) for band in BANDS}


def _past(chance, code):
    first, second = chance.randint(1, 9), chance.randint(1, 9)
    right = chance.random() < 0.6
    lines = [
        {"label": "Khối Đảng", "classes": first, "learners": first * 30, "of_which": []},
        {"label": "Khối khác", "classes": second, "learners": chance.choice([None, second * 20]), "of_which": []},
    ]
    total = first + second + (0 if right else 1)
    return {
        "centre": code,
        "period": chance.choice(["2020-H1", "2021-H1", "2020"]),
        "classes": total,
        "learners": first * 30 + second * 20,
        "of_which": lines,
    }
