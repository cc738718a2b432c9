"""A small case file, every part of which a test can change."""


def small_case():
    training_class = {
        "centre": "tt-nho",
        "code": "N-01",
        "name": "Lớp thử",
        "programme": "nhan-thuc-ve-dang",
        "ownership": "own",
        "partner": None,
        "kind": "normal",
        "status": "closed",
        "opened": "2022-03-07",
        "closed": "2022-03-11",
        "recognised": "2022-03-14",
        "assessed_by": "centre",
        "called": 12,
        "enrolled": 10,
        "withdrawn": 1,
        "results": {"xuat_sac": 2, "gioi": 2, "kha": 2, "trung_binh": 1, "khong_dat": 1, "not_assessed": 1},
        "considered_for_titles": True,
        "titled": False,
        "rewarded": 2,
        "modules_done": None,
        "graduated": None,
        "shared_with": None,
    }
    second = training_class | {
        "code": "N-02", "enrolled": 6, "withdrawn": 0, "results": None, "assessed_by": "nobody", "rewarded": 0,
        "considered_for_titles": False, "titled": False, "shared_with": {"class": "N-01", "count": 4},
    }  # fmt: skip
    return {
        "source": "",
        "assumed": [],
        "province": {"code": "tinh-nho", "name": "Tỉnh Nhỏ", "committee": "Tỉnh ủy Nhỏ", "board": "Ban Tuyên giáo"},
        "centres": [
            {
                "code": "tt-nho", "name": "Trung tâm Nhỏ", "level": "commune", "host": "Đảng ủy xã Nhỏ", "place": "Nhỏ",
                "valid_from": None, "valid_to": None, "staff": 3, "lecturers_full_time": None, "lecturers_part_time": 7,
            }
        ],
        "plans": [
            {
                "centre": "tt-nho",
                "year": 2022,
                "decisions": [
                    {
                        "number": "01-QĐ/ĐU", "date": "2022-01-10", "issuer": "Ban Thường vụ", "kind": "initial",
                        "lines": [{"programme": "nhan-thuc-ve-dang", "classes": 4, "learners": None}],
                    },
                    {
                        "number": "02-QĐ/ĐU", "date": "2022-05-10", "issuer": "Ban Thường vụ", "kind": "adjustment",
                        "lines": [{"programme": "nhan-thuc-ve-dang", "classes": -1, "learners": None}],
                    },
                ],
            }
        ],
        "classes": [second, training_class],
        "past_reports": [
            {"centre": "tt-nho", "period": "2021-H1", "classes": 3, "learners": 60, "of_which": []}
        ],
        "expect": [],
    }  # fmt: skip
