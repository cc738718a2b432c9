import subprocess
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from centres.papers.typesetting import OwnFilesOnly, typeset
from reports import written
from reports.annexes import annexes
from reports.annexes.class_list import class_list
from reports.annexes.results import results
from reports.annexes.summary import summary
from reports.pdf import report_html, report_pdf
from reports.templatetags.figures import with_whole_numbers
from reports.value import BreakdownRow, GateEntry, ProgrammeLine, Section
from tests.reports import papers, sample

TIMES = {"Tinos", "LiberationSerif", "TimesNewRomanPS", "TimesNewRomanPSMT"}


@pytest.fixture(scope="module")
def paper():
    return report_pdf(sample.REPORT)


@pytest.fixture(scope="module")
def long_paper():
    """A centre with 60 classes: every annex of classes runs over several pages."""
    many = tuple(replace(line, pk=n, code=f"L-{n:02}") for n, line in enumerate(sample.CLASSES * 7, 1))[:60]
    return report_pdf(replace(sample.REPORT, classes=many))


def bare(**fields):
    """The report without its annexes."""
    return replace(sample.REPORT, figures={}, breakdowns={}, classes=(), programmes=(), **fields)


def test_every_figure_stands_on_the_paper_with_its_code(paper):
    printed = papers.lines(paper)
    rows = [row.cells for row in summary(sample.REPORT).rows if row.kind == "line"]
    expected = [" ".join(written.value(cell) for cell in cells) for cells in rows]
    assert [line for line in expected if line not in printed] == []
    assert len(expected) == len(sample.FIGURES)


def test_paper_tells_unknown_from_zero_from_senseless(paper):
    printed = papers.lines(paper)
    assert "P2 Chỉ tiêu học viên giao đầu năm học viên chưa có" in printed
    assert "R8 Không đạt học viên 0" in printed
    assert any(line.endswith("80 0 80 – – – – – – – – – – – chưa có 0 Không xét") for line in printed)


def test_letterhead_and_signature_stand_as_the_rules_say(paper):
    first, second = papers.pages(paper)[:2]
    head = [line.strip() for line in first.splitlines() if line.strip()]
    assert head[:6] == [
        "THÀNH ỦY YÊN BÁI ĐẢNG CỘNG SẢN VIỆT NAM",
        "TRUNG TÂM CHÍNH TRỊ Yên Bái, ngày 30 tháng 6 năm 2022",
        "*",
        "Số 08-BC/TTCT",
        "BÁO CÁO",
        "kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022",
    ]
    assert head[6] == "-----"
    ending = [line.strip() for line in second.splitlines() if line.strip()]
    assert "Nơi nhận: K/T GIÁM ĐỐC" in ending
    assert ending[-1] == "Phạm Thị Minh Ngữ"


def test_tokens_in_typed_text_print_their_figures(paper):
    assert "Trung tâm có 05 biên chế, 02 giảng viên chuyên trách." in papers.lines(paper)


def test_sections_without_a_word_are_left_out_and_the_rest_numbered(paper):
    headings = [line for line in papers.lines(paper)[:60] if line.startswith(("I", "V", "1.", "2.", "3."))]
    assert headings == [
        "I- ĐẶC ĐIỂM TÌNH HÌNH",
        "II- KẾT QUẢ THỰC HIỆN",
        "1. Công tác tham mưu, xây dựng kế hoạch",
        "2. Kết quả mở lớp",
        "3. Quản lý lớp, học viên; kiểm tra, xếp loại; khen thưởng",
        "III- ĐÁNH GIÁ CHUNG",
        "IV- PHƯƠNG HƯỚNG, NHIỆM VỤ",
        "V- KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_page_is_a4_with_the_margins_of_party_documents(paper):
    page = papers.reader(paper).pages[0]
    assert [round(side / papers.MM) for side in page.mediabox[2:]] == [210, 297]
    placed = papers.words(paper)[0]
    assert min(word.left for word in placed) / papers.MM == pytest.approx(30, abs=0.3)
    assert max(word.right for word in placed) / papers.MM == pytest.approx(210 - 15, abs=0.3)
    assert 20 <= min(word.top for word in placed) / papers.MM <= 21.5
    assert max(word.bottom for word in placed) / papers.MM <= 297 - 20


def test_wide_annexes_turn_the_page(paper):
    widths = [round(page.mediabox[2] / papers.MM) for page in papers.reader(paper).pages]
    assert widths == [210, 210, 297, 297, 210, 210, 210, 210, 297, 210, 210]


def test_page_number_is_hidden_on_page_one_and_restarts_in_every_annex(long_paper):
    numbers = [_page_number(words) for words in papers.words(long_paper)]
    starts = [n for n, text in enumerate(papers.pages(long_paper)) if n == 0 or "Phụ lục" in text]
    ends = [*starts[1:], len(numbers)]
    runs = [numbers[start:end] for start, end in zip(starts, ends, strict=True)]
    assert [run[0] for run in runs] == [None] * 8
    assert [run[1:] for run in runs] == [[str(n) for n in range(2, len(run) + 1)] for run in runs]
    assert max(len(run) for run in runs) >= 3


def _page_number(words):
    above = [word for word in words if word.bottom < 19 * papers.MM]
    assert len(above) <= 1
    if not above:
        return None
    assert above[0].top / papers.MM == pytest.approx(10, abs=0.7)
    return above[0].text


def test_table_heads_repeat_on_every_page(long_paper):
    pages = papers.pages(long_paper)
    start = next(n for n, text in enumerate(pages) if "Danh mục lớp" in text)
    end = next(n for n, text in enumerate(pages) if "Biểu đồ" in text)
    assert end - start >= 3
    assert all("Mã lớp" in text for text in pages[start:end])


@pytest.mark.parametrize("letters", ["Ờ ữ ặ Ễ ợ", "ẲẴẪẺỈỎƯỶ ẳẵẫẻỉỏưỷ đĐ –“”…"])
def test_every_letter_comes_from_a_times_family(letters):
    sections = (Section("I", letters, 1, (letters,), letters),)
    letterhead = replace(sample.LETTERHEAD, place_and_date=letters, signer_name=letters)
    pdf = report_pdf(bare(sections=sections, letterhead=letterhead))
    assert {name.partition("-")[0] for name in papers.fonts(pdf)} <= TIMES
    # Single letters far apart lose the spaces between them in pdftotext
    printed = "".join(papers.pages(pdf)).replace(" ", "")
    assert printed.count(letters.replace(" ", "")) == 5


def test_pdf_is_sound_tagged_titled_and_bookmarked(paper, tmp_path):
    kept = tmp_path / "bao-cao.pdf"
    kept.write_bytes(paper)
    subprocess.run(["qpdf", "--check", kept], check=True, capture_output=True)
    reader = papers.reader(paper)
    assert reader.metadata.title == (
        "Báo cáo kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022"
        " – Trung tâm Chính trị thành phố Yên Bái"
    )
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "vi"
    assert catalogue["/MarkInfo"]["/Marked"]
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    parts = [*(annex.title for annex in annexes(sample.REPORT)), "Biểu đồ"]
    assert titles == ["BÁO CÁO", *(f"Phụ lục {n} {title}" for n, title in enumerate(parts, 1))]


@pytest.mark.parametrize("paragraphs", range(22, 30))
def test_signature_is_never_alone_nor_split(paragraphs):
    typed = "\n".join(f"Đoạn văn thứ {n} của báo cáo." for n in range(1, paragraphs + 1))
    pages = papers.pages(report_pdf(bare(sections=(Section("I", "TÌNH HÌNH", 1, (), typed),))))
    signed = pages[-1]
    assert "Nơi nhận" in signed
    assert "Phạm Thị Minh Ngữ" in signed
    assert f"Đoạn văn thứ {paragraphs} của báo cáo." in signed


def test_heading_is_never_the_last_line_of_a_page():
    for filler in range(20, 24):
        typed = "\n".join(["Một dòng."] * filler)
        sections = (Section("I", "MỘT", 1, (), typed), Section("II", "HAI", 1, (), "Dòng sau đề mục."))
        pages = papers.pages(report_pdf(bare(sections=sections)))
        assert [("II- HAI" in page) == ("Dòng sau đề mục." in page) for page in pages] == [True] * len(pages)


def test_draft_says_so_on_every_page_and_ends_with_its_errors():
    warning = GateEntry("O2", "Lượt học viên nhiều hơn số triệu tập.", where="YB-03")
    pages = papers.flowing(report_pdf(replace(sample.with_errors(), warnings=(warning,))))
    assert ["BẢN NHÁP – số liệu chưa đạt kiểm tra" in page for page in pages] == [True] * len(pages)
    assert "Kiểm tra số liệu" in pages[-1]
    assert "Lớp YB-02 đã kết thúc nhưng chưa có điểm của 27 học viên." in pages[-1]
    assert "Lượt học viên nhiều hơn số triệu tập. (YB-03)" in pages[-1]


def test_sound_report_has_no_mark_and_no_check_page(paper):
    printed = "".join(papers.pages(paper))
    assert "BẢN NHÁP" not in printed
    assert "Kiểm tra số liệu" not in printed
    assert "chưa duyệt" not in printed
    assert "tính đến ngày" not in printed


def test_live_figures_of_a_province_are_marked_on_every_page():
    report = replace(sample.REPORT, scope="province", live=True, coverage={"O1": (8, 9)})
    pdf = report_pdf(report)
    pages = papers.pages(pdf)
    assert ["số liệu chưa duyệt" in page for page in pages] == [True] * len(pages)
    assert "O1 Số lớp đã mở lớp 9 8/9 trung tâm" in papers.lines(pdf)


def test_classes_of_a_province_stand_under_their_centres():
    of = {"so-cap-llct": "Trung tâm B", "dang-vien-moi": "Trung tâm A"}
    lines = [replace(line, centre=of[line.programme]) for line in sample.CLASSES if line.programme in of]
    report = replace(sample.REPORT, scope="province", classes=tuple(lines))
    expected = [
        ("", "Trung tâm A"),
        ("1", "Bồi dưỡng lý luận chính trị cho đảng viên mới - lớp 1"),
        ("2", "Bồi dưỡng lý luận chính trị cho đảng viên mới - lớp 2"),
        ("", "Trung tâm B"),
        ("1", "Sơ cấp chính trị - hành chính"),
    ]
    assert [row.cells[:2] for row in results(report).rows[:-1]] == expected
    assert [row.cells[:2] for row in class_list(report).rows[:-1]] == expected


def test_report_before_its_last_day_says_up_to_which_day_it_counts():
    pages = papers.flowing(report_pdf(replace(sample.REPORT, as_of=date(2022, 5, 15))))
    counted = ["(tính đến ngày 15/05/2022)" in page for page in pages]
    assert counted[0]
    assert counted.count(True) == 8


def test_typed_markup_stays_text():
    text = "Lớp <b>đậm</b> & <script>alert(1)</script>"
    html = report_html(bare(sections=(Section("I", "A", 1, (), text),)))
    assert "<p>Lớp &lt;b&gt;đậm&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>" in html


def test_print_page_stands_alone():
    html = report_html(sample.REPORT)
    assert html.count("<link") == 1
    assert '<link rel="stylesheet" href="data:text/css;base64,' in html
    assert "http" not in html
    assert "<style" not in html
    assert "style=" not in html
    assert "src=" not in html


@pytest.mark.parametrize("address", ["https://example.vn/a.css", "file:///etc/passwd", "data:image/png;base64,AA=="])
def test_nothing_but_the_own_style_sheet_is_ever_fetched(address):
    with pytest.raises(FatalURLFetchingError):
        OwnFilesOnly().fetch(address)


def test_style_sheet_parsed_beforehand_prints_the_same_bytes():
    html = report_html(bare())
    assert typeset(html) == HTML(string=html, url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1")


def test_number_of_a_document_stays_on_one_line_and_text_stays_text():
    paragraph = "theo Kế hoạch số 128-KH/TU, ngày 26/04/2022 & <b>"
    assert with_whole_numbers(paragraph) == (
        'theo Kế hoạch số <span class="whole">128-KH/TU</span>, ngày 26/04/2022 &amp; &lt;b&gt;'
    )


LONG = "Bồi dưỡng kiến thức quốc phòng, an ninh và cập nhật kiến thức mới cho cán bộ, công chức, viên chức xã, phường"
UNBROKEN = "hocvien" * 12


@pytest.fixture(scope="module")
def hard_paper():
    """40 programmes with partners, all with long names, words that cannot be broken, numbers of six digits."""
    names = [f"{LONG} số {place:02} {UNBROKEN if place % 9 == 0 else ''}" for place in range(40)]
    programmes = tuple(
        ProgrammeLine(
            f"p-{place}",
            name,
            place % 2 == 1,
            123456,
            123456,
            123456,
            123456,
            123456,
            123456,
            123456,
            1,
            f"{name}; {LONG}",
        )
        for place, name in enumerate(names)
    )
    classes = tuple(
        replace(line, pk=place, name=name, partner=name, code=f"MA-LOP-RAT-DAI-{place}", learners=123456, called=123456)
        for place, (name, line) in enumerate(zip(names, sample.CLASSES, strict=False))
    )
    parts = tuple(BreakdownRow(f"p-{place}", name, 123456, 123456) for place, name in enumerate(names))
    report = replace(
        sample.REPORT,
        programmes=programmes,
        classes=classes,
        breakdowns={"programme": parts[:9], "unit": parts[-9:]},
    )
    return report_pdf(report)


def test_wide_tables_turn_the_page_or_fold_and_never_run_off_it(hard_paper):
    pages = papers.reader(hard_paper).pages
    outside = []
    for page, placed in zip(pages, papers.words(hard_paper), strict=True):
        width, height = (side / papers.MM for side in page.mediabox[2:])
        left, bottom = (30, 20) if width < height else (20, 15)
        for word in placed:
            across = left - 0.3 <= word.left / papers.MM and word.right / papers.MM <= width - 15 + 0.3
            if not across or word.bottom / papers.MM > height - bottom + 0.3:
                outside.append(word)
    assert outside == []


def test_words_of_neighbouring_cells_never_lie_on_one_another(hard_paper):
    laid = []
    for placed in papers.words(hard_paper):
        lines = {}
        for word in placed:
            lines.setdefault(round(word.top), []).append(word)
        for line in lines.values():
            line.sort(key=lambda word: word.left)
            laid += [(a.text, b.text) for a, b in pairwise(line) if a.right > b.left + 0.5]
    assert laid == []
