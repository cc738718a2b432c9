"""What the names of a form's cells mean. Excel takes O1 for a cell, so every name begins with a prefix.

SL_O1 is a figure; LOP_… and HV_… are the classes and lượt of one line of the province's form, or with CT_ of one
programme, CU_LOP_… and CU_HV_… the same of courses elsewhere (S1, S2); DV, KY and the like are texts. In a province's form the rows of DONG_TRUNG_TAM hold a centre each, and the names
TT_… in its first row say what stands in which column.
"""

import re
from dataclasses import dataclass

from classes.models import Programme, ReportingLine
from reports.dictionary import CHAPTERS, define

FIGURE, CLASSES, LEARNERS, OF_PROGRAMME, OF_CENTRE = "SL_", "LOP_", "HV_", "CT_", "TT_"
SENT_CLASSES, SENT_LEARNERS = "CU_LOP_", "CU_HV_"
PARTS = {
    CLASSES: "Số lớp",
    LEARNERS: "Lượt học viên",
    SENT_CLASSES: "Số lớp cử đi học ở cơ sở khác",
    SENT_LEARNERS: "Lượt người cử đi học ở cơ sở khác",
}
PREFIXES = (FIGURE, OF_CENTRE, *PARTS)
NOTE = "GHI_CHU"
CENTRE_ROWS = "DONG_TRUNG_TAM"
TEXTS = {
    "DON_VI": "Tên trung tâm; trong mẫu của tỉnh là tên tỉnh",
    "CAP_UY": "Cấp ủy chủ quản; trong mẫu của tỉnh là tỉnh ủy, thành ủy",
    "KY": "Kỳ báo cáo, ví dụ: 6 tháng đầu năm 2026",
    "TU_NGAY": "Ngày đầu kỳ",
    "DEN_NGAY": "Ngày cuối kỳ",
    "NGAY_LAP": "Ngày lập biểu",
    "NGUOI_KY": "Họ tên người ký",
    NOTE: "Bắt buộc: bản nháp, số liệu chưa duyệt, 8/9 trung tâm, tính đến ngày nào",
}
CENTRE_TEXTS = {"TT_STT": "Số thứ tự", "TT_TEN": "Tên trung tâm", "TT_TRANG_THAI": "Đã duyệt hay chưa"}


@dataclass(frozen=True)
class Known:
    """The names that a form may use now, with what each means."""

    lines: dict[str, ReportingLine]
    programmes: dict[str, Programme]

    @classmethod
    def now(cls) -> "Known":
        """Two queries: lines and programmes are data."""
        lines, programmes = ReportingLine.objects.all(), Programme.objects.all()
        return cls({key_of(one.code): one for one in lines}, {key_of(one.code): one for one in programmes})

    def meaning(self, name: str) -> str | None:
        """What the name stands for, None for one that is not ours to fill."""
        if name in TEXTS:
            return TEXTS[name]
        if name == CENTRE_ROWS:
            return "Các dòng ghi mỗi dòng một trung tâm, chỉ trong mẫu của tỉnh"
        if name in CENTRE_TEXTS:
            return CENTRE_TEXTS[name]
        if name.startswith(FIGURE):
            return _figure(name.removeprefix(FIGURE))
        if name.startswith(OF_CENTRE):
            about = _figure(name.removeprefix(OF_CENTRE))
            return f"{about}, của từng trung tâm" if about else None
        return self._part(name)

    def _part(self, name):
        prefix = next((one for one in PARTS if name.startswith(one)), "")
        key = name.removeprefix(prefix)
        whole = self.programmes if key.startswith(OF_PROGRAMME) else self.lines
        found = whole.get(key.removeprefix(OF_PROGRAMME)) if prefix else None
        return f"{PARTS[prefix]}: {found.name}" if found else None

    def listed(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every name by kind, for the help page."""
        figures = [(FIGURE + one.code, one.name) for chapter in CHAPTERS for one in chapter.definitions]
        lines = [(prefix + key, self.meaning(prefix + key)) for key in self.lines for prefix in PARTS]
        programmes = [
            (f"{prefix}CT_{key}", self.meaning(f"{prefix}CT_{key}")) for key in self.programmes for prefix in PARTS
        ]
        centres = [
            (CENTRE_ROWS, self.meaning(CENTRE_ROWS)),
            *CENTRE_TEXTS.items(),
            ("TT_O1, TT_O2, …", "Số liệu của từng trung tâm"),
        ]
        return [
            ("Chữ", list(TEXTS.items())),
            ("Số liệu", figures),
            ("Theo dòng báo cáo của tỉnh", lines),
            ("Theo chương trình", programmes),
            ("Từng trung tâm", centres),
        ]


def _figure(code):
    about = define(code)
    return f"{about.name} ({code})" if about else None


def key_of(code: str) -> str:
    """nhan-thuc → nhan_thuc: a name may hold no hyphen."""
    return re.sub(r"\W", "_", code)
