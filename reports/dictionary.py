"""The names and definitions of the figures, as the page, the paper and the sheet print them (docs/FIGURES.md)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    code: str
    name: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Chapter:
    """Figures of one kind: by what day or state something counts in them, and on which pages it was entered."""

    title: str
    definitions: tuple[Definition, ...]
    counts: str
    source: str


@dataclass(frozen=True)
class Term:
    """A word that stands beside figures on screen and is none itself; `key` is its address in the dictionary."""

    key: str
    name: str
    meaning: str


def _chapter(title, *rows, counts, source):
    return Chapter(title, tuple(Definition(*row) for row in rows), counts, source)


CHAPTERS = (
    _chapter(
        "Kế hoạch năm",
        ("P1", "Chỉ tiêu lớp giao đầu năm", "lớp", "Tổng các dòng chỉ tiêu lớp của quyết định giao đầu năm."),
        (
            "P2",
            "Chỉ tiêu học viên giao đầu năm",
            "học viên",
            "Tổng các dòng chỉ tiêu học viên của quyết định giao đầu năm.",
        ),
        (
            "P1a",
            "Chỉ tiêu lớp sau điều chỉnh",
            "lớp",
            "Quyết định đầu năm cộng các quyết định điều chỉnh đến hết ngày cuối kỳ.",
        ),
        (
            "P2a",
            "Chỉ tiêu học viên sau điều chỉnh",
            "học viên",
            "Quyết định đầu năm cộng các quyết định điều chỉnh đến hết ngày cuối kỳ.",
        ),
        counts="Tính các quyết định của năm báo cáo; quyết định điều chỉnh tính theo ngày ký, đến hết ngày cuối kỳ. Có dòng chưa ghi số thì tổng là “chưa có”, không phải 0.",
        source="Trang Kế hoạch, các quyết định giao chỉ tiêu.",
    ),
    _chapter(
        "Kết quả mở lớp",
        (
            "O1",
            "Số lớp đã mở",
            "lớp",
            "Lớp trung tâm chủ trì hoặc phối hợp, khai giảng trong kỳ, kể cả lớp ngoài kế hoạch; không tính lớp bị hủy, lớp duy trì quản lý.",
        ),
        (
            "O2",
            "Số lượt học viên",
            "lượt",
            "Học viên của các lớp đã mở trong kỳ, không tính người được triệu tập mà không đến và người rút trước buổi đầu.",
        ),
        ("O3", "Số người học", "người", "Số người khác nhau trong số lượt học viên."),
        ("O4", "Số triệu tập", "người", "Số triệu tập ghi ở từng lớp đã mở trong kỳ."),
        ("O5", "Tỷ lệ chiêu sinh", "%", "Lượt học viên chia cho số triệu tập, tính trên các lớp có số triệu tập."),
        (
            "O1c",
            "Số lớp đã mở, lũy kế từ đầu năm",
            "lớp",
            "Lớp khai giảng từ ngày đầu năm báo cáo đến hết ngày cuối kỳ.",
        ),
        (
            "O2c",
            "Số lượt học viên, lũy kế từ đầu năm",
            "lượt",
            "Lượt học viên của các lớp khai giảng từ ngày đầu năm báo cáo đến hết ngày cuối kỳ.",
        ),
        ("O7", "Thực hiện kế hoạch năm về số lớp", "%", "Số lớp lũy kế chia cho chỉ tiêu lớp sau điều chỉnh."),
        (
            "O8",
            "Thực hiện kế hoạch năm về số học viên",
            "%",
            "Số lượt học viên lũy kế chia cho chỉ tiêu học viên sau điều chỉnh.",
        ),
        ("O1p", "Số lớp cùng kỳ năm trước", "lớp", "Số lớp đã mở của kỳ này năm trước."),
        ("O2p", "Số lượt học viên cùng kỳ năm trước", "lượt", "Số lượt học viên của kỳ này năm trước."),
        (
            "O9",
            "Tăng, giảm số lớp so với cùng kỳ",
            "lớp",
            "Số lớp kỳ này trừ số lớp cùng kỳ năm trước, và phần trăm của số cùng kỳ.",
        ),
        (
            "O10",
            "Tăng, giảm số lượt học viên so với cùng kỳ",
            "lượt",
            "Số lượt kỳ này trừ số lượt cùng kỳ năm trước, và phần trăm của số cùng kỳ.",
        ),
        (
            "E1",
            "Ước thực hiện thêm đến hết kỳ: số lớp",
            "lớp",
            "Lớp dự kiến khai giảng sau ngày tính số liệu đến hết kỳ; không cộng vào số lớp đã mở.",
        ),
        (
            "E2",
            "Ước thực hiện thêm đến hết kỳ: số triệu tập",
            "người",
            "Số triệu tập của các lớp dự kiến khai giảng đến hết kỳ.",
        ),
        (
            "S1",
            "Số lớp cử đi học ở cơ sở khác",
            "lớp",
            "Lớp của cơ sở khác mà địa phương cử người đi học, có ngày bắt đầu trong kỳ; không tính vào số lớp đã mở.",
        ),
        (
            "S2",
            "Số lượt cử đi học ở cơ sở khác",
            "lượt",
            "Số người cử đi các lớp đó; không tính vào số lượt học viên.",
        ),
        counts="Tính theo ngày khai giảng nằm trong kỳ, của lớp đang học hoặc đã kết thúc.",
        source="Trang của lớp: ngày khai giảng, trạng thái, số triệu tập; danh sách học viên của lớp; lớp cử đi học ghi ở trang Kế"
        " hoạch, mục Cử đi học ở cơ sở khác.",
    ),
    _chapter(
        "Kết quả học tập",
        ("R1", "Số lớp kết thúc", "lớp", "Lớp có ngày công nhận kết quả (nếu không có thì ngày bế giảng) trong kỳ."),
        ("R2", "Số lượt học viên của các lớp kết thúc", "lượt", "Lượt học viên của các lớp kết thúc trong kỳ."),
        ("R3", "Số học viên được đánh giá", "học viên", "Học viên có điểm cuối cùng của các lớp kết thúc trong kỳ."),
        ("R4", "Xếp loại xuất sắc", "học viên", "Theo quy tắc xếp loại có hiệu lực với lớp."),
        ("R5", "Xếp loại giỏi", "học viên", "Theo quy tắc xếp loại có hiệu lực với lớp."),
        ("R6", "Xếp loại khá", "học viên", "Theo quy tắc xếp loại có hiệu lực với lớp."),
        ("R7", "Xếp loại trung bình", "học viên", "Theo quy tắc xếp loại có hiệu lực với lớp."),
        ("R8", "Không đạt", "học viên", "Theo quy tắc xếp loại có hiệu lực với lớp."),
        (
            "R9",
            "Không được đánh giá",
            "học viên",
            "Không đủ số tiết, vắng kiểm tra, thôi học, do đơn vị phối hợp đánh giá hoặc chương trình không kiểm tra.",
        ),
        ("R10", "Tỷ lệ khá, giỏi trở lên", "%", "Xuất sắc, giỏi và khá chia cho số học viên được đánh giá."),
        (
            "R11",
            "Tỷ lệ hoàn thành",
            "%",
            "Học viên được công nhận hoàn thành chia cho lượt học viên của các lớp kết thúc.",
        ),
        ("R12", "Tỷ lệ khá, giỏi trở lên của lớp thấp nhất", "%", "Tỷ lệ khá, giỏi trở lên thấp nhất trong từng lớp."),
        ("T1", "Lớp đạt danh hiệu “Lớp học tiên tiến”", "lớp", "Số lớp đạt trên số lớp kết thúc được xét danh hiệu."),
        (
            "T2",
            "Học viên xuất sắc",
            "học viên",
            "Số học viên xuất sắc trên số lượt học viên của các lớp được xét danh hiệu.",
        ),
        ("T3", "Học viên được khen thưởng", "học viên", "Người có tên trong quyết định khen thưởng ban hành trong kỳ."),
        counts="Tính theo ngày công nhận kết quả nằm trong kỳ; lớp chưa ghi ngày này thì theo ngày bế giảng.",
        source="Kết quả nhập ở từng lớp, xếp loại theo bộ quy tắc ghi ở trang của lớp.",
    ),
    _chapter(
        "Lớp duy trì quản lý, thi tốt nghiệp",
        ("M1", "Số lớp duy trì quản lý", "lớp", "Lớp của trường khác do trung tâm quản lý, đang học vào ngày cuối kỳ."),
        ("M2", "Số học viên lớp duy trì quản lý", "học viên", "Học viên của các lớp duy trì quản lý vào ngày cuối kỳ."),
        ("M3", "Số lớp thi tốt nghiệp trong kỳ", "lớp", "Lớp có học viên thi tốt nghiệp trong kỳ."),
        (
            "M4",
            "Số học viên thi tốt nghiệp trong kỳ",
            "học viên",
            "Học viên có ngày thi tốt nghiệp trong kỳ.",
        ),
        counts="Số lớp tính vào ngày cuối kỳ; thi tốt nghiệp tính theo ngày thi.",
        source="Trang của lớp có loại “Duy trì quản lý” và danh sách học viên của lớp.",
    ),
    _chapter(
        "Giấy chứng nhận",
        ("C1", "Giấy chứng nhận đã cấp", "giấy", "Số giấy cấp lần đầu, theo ngày cấp trong kỳ."),
        ("C2", "Giấy chứng nhận cấp lại", "giấy", "Theo ngày cấp lại trong kỳ."),
        ("C3", "Giấy chứng nhận thu hồi", "giấy", "Theo ngày thu hồi trong kỳ."),
        (
            "C4",
            "Phôi giấy chứng nhận",
            "phôi",
            "Cộng từ trước đến hết ngày cuối kỳ; mỗi giấy cấp hoặc cấp lại dùng một phôi. Số nhận bằng số dùng, số hỏng và số"
            " còn cộng lại.",
        ),
        counts="Tính theo ngày ghi trên giấy, nằm trong kỳ.",
        source="Sổ gốc giấy chứng nhận và sổ theo dõi phôi; trung tâm chưa ghi sổ nào thì báo cáo in “chưa có”.",
    ),
    _chapter(
        "Đội ngũ, giảng dạy, nghiên cứu",
        ("L1", "Biên chế", "người", "Số đếm mới nhất đến hết ngày cuối kỳ."),
        ("L2", "Giảng viên chuyên trách", "giảng viên", "Số đếm mới nhất đến hết ngày cuối kỳ."),
        ("L3", "Giảng viên kiêm chức", "giảng viên", "Số đếm mới nhất đến hết ngày cuối kỳ."),
        ("L4", "Dự giờ", "lượt", "Mỗi lần một giảng viên được dự giờ tính một lượt."),
        (
            "L5",
            "Giảng viên được cử đi bồi dưỡng",
            "lượt",
            "Mỗi lần một giảng viên đi bồi dưỡng, tập huấn tính một lượt.",
        ),
        ("L6", "Hội thi giảng viên", "lượt", "Mỗi lần một giảng viên dự hội thi tính một lượt."),
        (
            "L7",
            "Nghiên cứu thực tế",
            "lượt",
            "Một chuyến của một lớp tính một lượt dù kéo dài nhiều buổi, theo ngày của buổi đầu.",
        ),
        (
            "L8",
            "Chuyên đề địa phương đã dạy",
            "lượt",
            "Một chuyên đề dạy cho một lớp tính một lượt dù dạy nhiều buổi, theo ngày của buổi đầu.",
        ),
        (
            "L9",
            "Giờ giảng",
            "tiết",
            "Số tiết của các buổi đã có giảng viên, không tính buổi hủy; giờ chuẩn của từng người ở bảng Giờ giảng.",
        ),
        counts="Số người lấy số đếm mới nhất đến hết ngày cuối kỳ; hoạt động tính theo ngày nằm trong kỳ.",
        source="Số liệu cán bộ của trung tâm do quản trị viên ghi; hoạt động ghi ở trang của từng giảng viên; thời khóa biểu của"
        " các lớp.",
    ),
    _chapter(
        "Cơ cấu học viên",
        ("D1", "Nữ", "lượt", "Trên số lượt học viên đã rõ."),
        ("D2", "Dân tộc thiểu số", "lượt", "Trên số lượt học viên đã rõ."),
        ("D3", "Có tôn giáo", "lượt", "Trên số lượt học viên đã rõ."),
        ("D4", "Đảng viên", "lượt", "Trên số lượt học viên đã rõ."),
        counts="Mẫu số là số lượt học viên đã ghi rõ nội dung đó; người chưa ghi không bị coi là “không”.",
        source="Danh sách học viên của các lớp mở trong kỳ.",
    ),
    _chapter(
        "Các trung tâm trong tỉnh",
        ("N1", "Số trung tâm phải báo cáo", "trung tâm", "Trung tâm đang hoạt động vào ngày cuối kỳ."),
        ("N2", "Số trung tâm có báo cáo được duyệt", "trung tâm", "Trung tâm có báo cáo của kỳ đã được duyệt."),
        counts="Tính trung tâm hoạt động vào ngày cuối kỳ.",
        source="Danh mục trung tâm của tỉnh và các báo cáo đã duyệt.",
    ),
)

DEFINITIONS = {definition.code: definition for chapter in CHAPTERS for definition in chapter.definitions}
TERMS = (
    Term("khong-den", "Không đến", "Người được triệu tập mà không đến học buổi nào; không tính vào lượt học viên."),
    Term(
        "rut-truoc",
        "Rút trước buổi đầu",
        "Người xin rút trước buổi học đầu tiên; không tính vào lượt học viên.",
    ),
    Term(
        "thoi-hoc",
        "Thôi học giữa chừng",
        "Người thôi học sau buổi đầu; vẫn tính vào lượt học viên, và là “không được đánh giá”.",
    ),
    Term("chua-co", "Chưa có", "Chưa biết hoặc chưa nhập; khác với số 0 là đã biết và không có gì."),
    Term(
        "tien-do",
        "Tiến độ",
        "Số lớp đã mở so với phần chỉ tiêu tương ứng với thời gian đã qua của năm: chậm khi thiếu từ 01 lớp trở lên,"
        " nhanh khi hơn từ 01 lớp trở lên, còn lại là kịp.",
    ),
    Term("con-lai", "Còn lại", "Chỉ tiêu sau điều chỉnh trừ số đã thực hiện; vượt chỉ tiêu thì ghi số vượt."),
    Term("ngoai-ke-hoach", "Ngoài kế hoạch", "Lớp mở mà không có trong chỉ tiêu; vẫn tính vào số lớp đã mở."),
    Term("trong-do", "Trong đó", "Các phần của một tổng; cộng lại phải đúng bằng tổng."),
    Term(
        "uoc-thuc-hien",
        "Ước thực hiện",
        "Lớp dự kiến mở từ sau ngày tính số liệu đến hết kỳ; không cộng vào số đã thực hiện.",
    ),
)
GATE = (
    Term(
        "G1",
        "Phân loại cộng bằng tổng",
        "Mỗi cách phân loại (chương trình, nhóm, dòng báo cáo, khối, đơn vị phối hợp, tháng, địa bàn, cơ cấu) cộng lại đúng bằng tổng số"
        " lớp và tổng lượt học viên; các dòng “trong đó” cũng vậy.",
    ),
    Term(
        "G2",
        "Ai cũng có kết quả hoặc lý do",
        "Lượt học viên của các lớp kết thúc bằng số được đánh giá cộng số không được đánh giá; số được đánh giá bằng tổng"
        " các loại. Vì thế lớp đã kết thúc mà còn người chưa có điểm và chưa ghi lý do thì phải nhập nốt.",
    ),
    Term(
        "G3",
        "Danh hiệu tính trên lớp đã kết thúc",
        "Lớp và học viên được xét danh hiệu là một phần của lớp và học viên đã kết thúc; số đạt không nhiều hơn số được xét.",
    ),
    Term(
        "G4",
        "Số lớn không nhỏ hơn số bé",
        "Số người học không nhiều hơn số lượt học viên; chỉ tiêu không âm; số phôi nhận bằng số dùng, hỏng và"
        " còn cộng lại; số lượt nhiều hơn số triệu tập, số phôi dùng và hỏng nhiều hơn số nhận thì cần xem lại.",
    ),
    Term(
        "G5",
        "Số viết trong bài là số liệu của báo cáo",
        "Mỗi con số đứng trước lớp, học viên, lượt, người hoặc phần trăm trong bài phải trùng với một số liệu của báo cáo.",
    ),
    Term(
        "G6",
        "Cả năm khớp với hai nửa năm",
        "Báo cáo năm bằng tổng hai báo cáo 6 tháng, khi cả hai đã trình; lệch thì xem lại những lớp được ghi thêm hoặc sửa sau"
        " đó.",
    ),
)
_TERMS = {term.key: term for term in (*TERMS, *GATE)}
COMPOSITION = ("D1", "D2", "D3", "D4")

_SUFFIXES = {"c": "lũy kế từ đầu năm", "p": "cùng kỳ năm trước"}


def define(code: str) -> Definition | None:
    """The definition of a figure, also of one with a suffix (R1c, R1p) that has no entry of its own."""
    if code in DEFINITIONS:
        return DEFINITIONS[code]
    base, span = DEFINITIONS.get(code[:-1]), _SUFFIXES.get(code[-1:])
    if not base or not span:
        return None
    return Definition(code, f"{base.name}, {span}", base.unit, base.meaning)


def term(key: str) -> Term | None:
    """A word beside the figures, or a rule of the gate."""
    return _TERMS.get(key)


def chapter_of(code: str) -> Chapter:
    """The chapter in which the figure stands."""
    return next(chapter for chapter in CHAPTERS if any(one.code == code for one in chapter.definitions))
