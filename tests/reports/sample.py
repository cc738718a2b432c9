"""A whole Report value from the case of Yên Bái, six months of 2022: what the renderers are tested on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from centres.papers.letterhead import Letterhead
from reports import outline
from reports.value import BreakdownRow, ClassLine, GateEntry, Period, ProgrammeLine, Report, Section

H1 = Period("2022-H1", date(2022, 1, 1), date(2022, 6, 30), "6 tháng đầu năm 2022")
SCHOOL = "Trường Chính trị tỉnh Yên Bái"
SOLDIERS = "Ban Chỉ huy Quân sự thành phố, Công an thành phố"
BOARDS = "các Ban Đảng của Thành ủy"
FRONT = "Mặt trận Tổ quốc và các đoàn thể"
NAMES = {
    "ngach-chuyen-vien": "Bồi dưỡng ngạch chuyên viên",
    "so-cap-llct": "Sơ cấp lý luận chính trị",
    "qp-an-doi-tuong-4": "Bồi dưỡng kiến thức quốc phòng, an ninh đối tượng 4",
    "nhan-thuc-ve-dang": "Bồi dưỡng nhận thức về Đảng",
    "dang-vien-moi": "Bồi dưỡng đảng viên mới",
    "mat-tran-doan-the": "Bồi dưỡng nghiệp vụ Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội",
}


def make_class(pk, code, name, programme, partner, days, learners, bands=None, **fields) -> ClassLine:
    opened, closed = (date(2022, *day) for day in days)
    given = {
        "programme_name": NAMES[programme],
        "ownership": "joint",
        "kind": "normal",
        "status": "closed",
        "recognised_on": closed if bands else None,
        "called": None,
        "opened": True,
        "finished": True,
        "assessed": sum(bands or ()),
        "bands": bands or (0, 0, 0, 0, 0),
        "not_assessed": 0 if bands else learners,
        "considered_for_titles": bool(bands),
        "titled": True if bands else None,
        "rewarded": 0,
    }
    return ClassLine(
        pk=pk,
        code=code,
        name=name,
        programme=programme,
        partner=partner,
        opened_on=opened,
        closed_on=closed,
        learners=learners,
        **given | fields,
    )


CLASSES = (
    make_class(
        2, "YB-02", "Sơ cấp chính trị - hành chính", "so-cap-llct", SCHOOL, [(2, 14), (3, 25)], 27, (2, 8, 10, 7, 0)
    ),
    make_class(
        1, "YB-01", "Bồi dưỡng ngạch chuyên viên (Khóa IV)", "ngach-chuyen-vien", SCHOOL, [(2, 21), (4, 15)], 80
    ),
    make_class(
        3,
        "YB-03",
        "Bồi dưỡng kiến thức QP, AN đối tượng 4 - lớp 1",
        "qp-an-doi-tuong-4",
        SOLDIERS,
        [(3, 7), (3, 10)],
        79,
        (7, 25, 30, 17, 0),
    ),
    make_class(
        6,
        "YB-06",
        "Bồi dưỡng nhận thức về Đảng",
        "nhan-thuc-ve-dang",
        BOARDS,
        [(3, 14), (3, 18)],
        38,
        (3, 10, 15, 10, 0),
    ),
    make_class(
        4,
        "YB-04",
        "Bồi dưỡng kiến thức QP, AN đối tượng 4 - lớp 2",
        "qp-an-doi-tuong-4",
        SOLDIERS,
        [(4, 4), (4, 7)],
        79,
        (7, 24, 29, 19, 0),
    ),
    make_class(
        7,
        "YB-07",
        "Bồi dưỡng lý luận chính trị cho đảng viên mới - lớp 1",
        "dang-vien-moi",
        BOARDS,
        [(4, 18), (4, 26)],
        59,
        (5, 18, 20, 16, 0),
    ),
    make_class(
        5,
        "YB-05",
        "Bồi dưỡng kiến thức QP, AN đối tượng 4 - lớp 3",
        "qp-an-doi-tuong-4",
        SOLDIERS,
        [(5, 9), (5, 12)],
        79,
        (6, 22, 31, 20, 0),
    ),
    make_class(
        9,
        "YB-09",
        "Bồi dưỡng lý luận chính trị và nghiệp vụ công tác Đoàn - Hội cơ sở",
        "mat-tran-doan-the",
        FRONT,
        [(5, 23), (5, 25)],
        65,
    ),
    make_class(
        8,
        "YB-08",
        "Bồi dưỡng lý luận chính trị cho đảng viên mới - lớp 2",
        "dang-vien-moi",
        BOARDS,
        [(6, 6), (6, 14)],
        58,
        (5, 17, 19, 17, 0),
    ),
)

FIGURES = {
    "P1": 18,
    "P2": None,
    "P1a": 18,
    "P2a": None,
    "O1": 9,
    "O2": 564,
    "O3": 564,
    "O4": None,
    "O5": None,
    "O1c": 9,
    "O2c": 564,
    "O7": Decimal("50.00"),
    "O8": None,
    "O1p": None,
    "O2p": None,
    "O9": (None, None),
    "O10": (None, None),
    "R1": 9,
    "R2": 564,
    "R3": 419,
    "R4": 35,
    "R5": 124,
    "R6": 154,
    "R7": 106,
    "R8": 0,
    "R9": 145,
    "R10": Decimal("74.70"),
    "R11": Decimal("74.29"),
    "R12": Decimal("70.69"),
    "T1": (7, 7),
    "T2": (35, 419),
    "M1": 0,
    "M2": 0,
    "M3": 0,
    "M4": 0,
    "L1": 5,
    "L2": 2,
    "L3": 15,
    "D1": (201, 419),
    "D4": (250, 564),
}

BY_PROGRAMME = (
    ("ngach-chuyen-vien", SCHOOL, 1, 1, 80),
    ("so-cap-llct", SCHOOL, 2, 1, 27),
    ("qp-an-doi-tuong-4", SOLDIERS, 4, 3, 237),
    ("nhan-thuc-ve-dang", BOARDS, 3, 1, 38),
    ("dang-vien-moi", BOARDS, 4, 2, 117),
    ("mat-tran-doan-the", FRONT, 4, 1, 65),
)
BREAKDOWNS = {
    "programme": tuple(BreakdownRow(key, NAMES[key], n, m) for key, _, _, n, m in BY_PROGRAMME),
    "partner": (
        BreakdownRow(SCHOOL, SCHOOL, 2, 107),
        BreakdownRow(SOLDIERS, SOLDIERS, 3, 237),
        BreakdownRow(BOARDS, BOARDS, 3, 155),
        BreakdownRow(FRONT, FRONT, 1, 65),
    ),
    "month": (
        BreakdownRow("2022-02", "Tháng 2", 2, 107),
        BreakdownRow("2022-03", "Tháng 3", 2, 117),
        BreakdownRow("2022-04", "Tháng 4", 2, 138),
        BreakdownRow("2022-05", "Tháng 5", 2, 144),
        BreakdownRow("2022-06", "Tháng 6", 1, 58),
    ),
}
PROGRAMMES = tuple(
    ProgrammeLine(key, NAMES[key], True, planned, None, n, m, n, m, None, None, partner)
    for key, partner, planned, n, m in BY_PROGRAMME
)
OPENED = (
    "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được 09 lớp với 564 lượt học viên, đạt 50% kế hoạch năm về số lớp,"
    " trong đó: phối hợp với Trường Chính trị tỉnh Yên Bái mở 01 lớp bồi dưỡng ngạch chuyên viên cho 80 học viên, 01 lớp"
    " sơ cấp lý luận chính trị cho 27 học viên; phối hợp với Ban Chỉ huy Quân sự thành phố, Công an thành phố mở 03 lớp"
    " bồi dưỡng kiến thức quốc phòng, an ninh đối tượng 4 cho 237 học viên; phối hợp với các Ban Đảng của Thành ủy mở 01"
    " lớp bồi dưỡng nhận thức về Đảng cho 38 học viên, 02 lớp bồi dưỡng đảng viên mới cho 117 học viên; phối hợp với Mặt"
    " trận Tổ quốc và các đoàn thể mở 01 lớp bồi dưỡng nghiệp vụ công tác Đoàn - Hội cho 65 học viên."
)
RESULTS = (
    "Kết quả học tập: 419 học viên được đánh giá, trong đó 35 học viên xuất sắc, 124 học viên giỏi, 154 học viên khá,"
    " 106 học viên trung bình; tỷ lệ khá, giỏi trở lên đạt 74,7%. Có 7/7 lớp đạt danh hiệu “Lớp học tiên tiến” và 35/419"
    " học viên xuất sắc (không tính 02 lớp với 145 học viên do đơn vị phối hợp đánh giá)."
)
TEXTS = {
    "I": "Trung tâm có [[L1]] biên chế, [[L2]] giảng viên chuyên trách.",
    "II.1": "Trung tâm đã tham mưu Kế hoạch 128-KH/TU.",
    "III": "Các lớp mở đúng tiến độ.\nCơ sở vật chất còn thiếu.",
    "IV": "Mở các lớp còn lại theo kế hoạch.",
    "V": "Đề nghị Thành ủy quan tâm bố trí thêm phòng học.",
}
GENERATED = {"II.2": (OPENED,), "II.4": (RESULTS,)}
SECTIONS = tuple(
    Section(key, heading, level, GENERATED.get(key, ()), TEXTS.get(key, "")) for key, heading, level in outline.SECTIONS
)
LETTERHEAD = Letterhead(
    host="THÀNH ỦY YÊN BÁI",
    issuer="TRUNG TÂM CHÍNH TRỊ",
    number="Số 08-BC/TTCT",
    place_and_date="Yên Bái, ngày 30 tháng 6 năm 2022",
    subject="kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022",
    on_behalf="K/T GIÁM ĐỐC",
    signer_title="PHÓ GIÁM ĐỐC",
    signer_name="Phạm Thị Minh Ngữ",
    recipients=(
        "- Thường trực Thành ủy (b/c);",
        "- Ban Tuyên giáo Tỉnh ủy Yên Bái (b/c);",
        "- Lưu Trung tâm Chính trị.",
    ),
)
NOTE = (
    "T1, T2 không tính 02 lớp (145 học viên): Bồi dưỡng ngạch chuyên viên (Khóa IV); Bồi dưỡng lý luận chính trị và"
    " nghiệp vụ công tác Đoàn - Hội cơ sở."
)

REPORT = Report(
    scope="centre",
    code="tp-yen-bai",
    name="Trung tâm Chính trị thành phố Yên Bái",
    period=H1,
    as_of=H1.last,
    figures=FIGURES,
    breakdowns=BREAKDOWNS,
    notes=(NOTE,),
    errors=(),
    warnings=(),
    prose=(OPENED, RESULTS),
    letterhead=LETTERHEAD,
    sections=SECTIONS,
    classes=CLASSES,
    programmes=PROGRAMMES,
)
FAULT = GateEntry("R9", "Lớp YB-02 đã kết thúc nhưng chưa có điểm của 27 học viên.", None, 27, "YB-02")


def with_errors(*errors) -> Report:
    return replace(REPORT, errors=errors or (FAULT,))
