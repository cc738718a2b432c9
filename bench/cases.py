"""A centre's half-year of any size, as a case that load_case takes."""

from datetime import date, timedelta

PROGRAMMES = ["nhan-thuc-ve-dang", "dang-vien-moi", "bi-thu-chi-bo", "chuyen-de", "mat-tran-doan-the", "can-bo-nguon"]
PARTNERS = [None, "Trường Chính trị tỉnh", "các Ban Đảng", "Mặt trận Tổ quốc và các đoàn thể"]


def results_of(learners: int) -> dict:
    """Marks for everybody, spread over the bands."""
    excellent, very_good, average = learners // 12, learners // 3, learners // 8
    return {
        "xuat_sac": excellent,
        "gioi": very_good,
        "kha": learners - excellent - very_good - average,
        "trung_binh": average,
        "khong_dat": 0,
        "not_assessed": 0,
    }


def class_of(number: int, learners: int, centre: str) -> dict:
    partner = PARTNERS[number % len(PARTNERS)]
    opened = date(2024, 1, 8) + timedelta(days=number * 2)
    closed = opened + timedelta(days=4)
    return {
        "centre": centre,
        "code": f"B-{number:03}",
        "name": f"Lớp số {number}",
        "programme": PROGRAMMES[number % len(PROGRAMMES)],
        "ownership": "joint" if partner else "own",
        "partner": partner,
        "kind": "normal",
        "status": "closed",
        "opened": opened.isoformat(),
        "closed": closed.isoformat(),
        "recognised": closed.isoformat(),
        "assessed_by": "centre",
        "called": learners + 5,
        "enrolled": learners,
        "withdrawn": 0,
        "results": results_of(learners),
        "considered_for_titles": True,
        "titled": True,
        "rewarded": 0,
        "modules_done": None,
        "graduated": None,
        "shared_with": None,
    }


def case(classes: int, enrolments: int, centre: str = "xa-do-thu") -> dict:
    """A case of one centre: its plan, and `classes` classes of the half-year that share `enrolments`."""
    sizes = [enrolments // classes + (number < enrolments % classes) for number in range(classes)]
    lines = [{"programme": code, "classes": classes // 3 + 1, "learners": enrolments // 3} for code in PROGRAMMES]
    return {
        "source": "invented, for measuring",
        "assumed": [],
        "province": {
            "code": "do-thu",
            "name": "Đo Thử",
            "committee": "Tỉnh ủy Đo Thử",
            "board": "Ban Tuyên giáo Đo Thử",
        },
        "centres": [
            {
                "code": centre,
                "name": f"Trung tâm Chính trị {centre}",
                "level": "commune",
                "host": "Đảng ủy xã Đo Thử",
                "place": "Đo Thử",
                "valid_from": None,
                "valid_to": None,
                "staff": 4,
                "lecturers_full_time": 2,
                "lecturers_part_time": 9,
            }
        ],
        "plans": [
            {
                "centre": centre,
                "year": 2024,
                "decisions": [
                    {
                        "number": "01-QĐ/ĐU",
                        "date": "2024-01-05",
                        "issuer": "Ban Thường vụ Đảng ủy xã Đo Thử",
                        "kind": "initial",
                        "lines": lines,
                    }
                ],
            }
        ],
        "classes": [class_of(number, size, centre) for number, size in enumerate(sizes)],
        "past_reports": [],
        "expect": [],
    }
