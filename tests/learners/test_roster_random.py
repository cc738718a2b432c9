"""Whatever is written into a sheet in any layout comes back; whatever bytes come, the answer is a reading."""

import random
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.names import proper_case
from tests.learners.rosters import ods, ods_table, read, rows, text, webpage, xlsx

FAMILY = ["Nguyễn", "Trần", "Lê", "Đỗ", "Ngô", "Ksor", "Đoàn", "Ông"]
REST = ["Thị Hoà", "Văn Ân", "Thuỳ Dương", "Đức", "H'Bia", "Minh Ngọc Ánh", "Quốc Việt"]
HEADINGS = {
    "full_name": ["Họ và tên", "HỌ TÊN", "Họ và tên khai sinh", "Học viên", "Họ và\ntên"],
    "birth": ["Ngày sinh", "NTNS", "Ngày, tháng, năm sinh", "Năm sinh"],
    "gender": ["Giới tính", "Nam/Nữ", "Giới"],
    "national_id": ["Số CCCD", "Số định danh cá nhân", "Căn cước công dân"],
    "unit": ["Chi bộ", "Đơn vị công tác", "Chi bộ/Đảng bộ"],
    "position": ["Chức vụ", "Chức danh", "CHỨC VỤ"],
    "phone": ["SĐT", "Số điện thoại", "Điện thoại liên hệ"],
}
OTHERS = ["Ghi chú", "Dân tộc", "Họ và tên cha", "Mã hồ sơ", "Ngày sinh của con"]
TITLES = [["DANH SÁCH HỌC VIÊN"], ["ĐẢNG BỘ XÃ GÒ SƯƠNG", None, "ĐẢNG CỘNG SẢN VIỆT NAM"], [], ["Khoá I năm 2026"]]
ENDINGS = [[], [[], ["Người lập"], ["Phạm Hữu Dũng"]], [[None, None, "Gò Sương, ngày 1 tháng 9 năm 2026"], ["x", "y"]]]
MAKERS = [xlsx, text, webpage, lambda *lines: ods(ods_table(lines)), lambda *lines: text(*lines, separator=";")]

people = st.fixed_dictionaries(
    {
        "full_name": st.builds(lambda a, b: f"{a} {b}", st.sampled_from(FAMILY), st.sampled_from(REST)),
        "birth": st.dates(date(1950, 1, 1), date(2008, 1, 1)),
        "gender": st.sampled_from([None, "Nam", "Nữ", "nam", "NỮ"]),
        "national_id": st.none() | st.integers(10**11 // 10, 9 * 10**10).map(lambda n: f"{n:012}"),
        "unit": st.sampled_from([None, "Chi bộ thôn 1", "UBND xã Gò Sương", "Trường THCS; tổ 2"]),
        "position": st.sampled_from([None, "Kế toán", "Bí thư", "=1+1", "Giám đốc"]),
        "phone": st.none() | st.integers(10**8, 10**9 - 1).map(lambda n: f"0{n}"),
    }
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(people, min_size=1, max_size=8), st.randoms(use_true_random=False), st.sampled_from(MAKERS))
def test_what_is_written_is_read_back_in_any_layout(learners, chance, make):
    fields = [*chance.sample(list(HEADINGS), len(HEADINGS)), *chance.sample([None] * 5, chance.randrange(4))]
    others = chance.sample(OTHERS, len(OTHERS))
    header = ["STT", *(chance.choice(HEADINGS[name]) if name else others.pop() for name in fields)]
    lines = [*chance.sample(TITLES, chance.randrange(4)), header]
    expected = []
    for number, person in enumerate(learners, 1):
        lines += [[] for _ in range(chance.randrange(2))]
        lines.append([number, *(_typed(person, name, chance) for name in fields)])
        expected.append((len(lines), *_expected(person)))
    reading = read(make(*lines, *chance.choice(ENDINGS)))
    wrong = {problem.line for problem in reading.errors}
    assert {problem.field for problem in reading.errors} <= {"national_id"}  # the same number twice
    assert rows(reading, *HEADINGS) == [row for row in expected if row[0] not in wrong]


def _typed(person, name, chance):
    if name is None:
        return None
    value = person[name]
    if name == "full_name" and chance.random() < 0.3:
        return f" {value.upper()} "
    if name == "birth" and chance.random() < 0.5:
        return f"{value.day}/{value.month}/{value.year}"
    return value


def _expected(person):
    gender = {"nam": "nam", "nữ": "nu"}.get((person["gender"] or "").lower())
    changed = {"full_name": proper_case(person["full_name"]), "birth": person["birth"].isoformat(), "gender": gender}
    return tuple(changed.get(name, person[name]) for name in HEADINGS)


SAMPLES = [make(["STT", "Họ và tên", "Ngày sinh"], [1, "Trần Văn Ân", date(1980, 5, 13)]) for make in MAKERS]


@settings(deadline=None, max_examples=150)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"\xff\xfe"]),
)
def test_any_bytes_give_a_reading(content, start):
    reading = read(start + content)
    assert reading.file_error or reading.rows or reading.errors


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(SAMPLES), st.integers(0, 2**32))
def test_damaged_files_give_a_reading(sample, seed):
    chance = random.Random(seed)  # noqa: S311
    damaged = bytearray(sample)
    for _ in range(chance.randrange(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    reading = read(bytes(damaged[: chance.randrange(1, len(damaged) + 1)]))
    assert reading.file_error or reading.rows or reading.errors
