"""Files as answers: what the browser is told of them."""

import pytest

from centres.downloads import SHEET, plain_name, to_read, to_save


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("so-goc-quyen-1.pdf", 'filename="so-goc-quyen-1.pdf"'),
        ("lớp-Đ.pdf", "filename*=utf-8''l%E1%BB%9Bp-%C4%90.pdf"),
    ],
)
def test_pdf_is_opened_and_other_files_are_saved_under_their_names(name, told):
    shown, saved = to_read(b"%PDF", name), to_save(b"PK", name, SHEET)
    assert (shown["Content-Type"], shown["Content-Disposition"]) == ("application/pdf", f"inline; {told}")
    assert (saved["Content-Type"], saved["Content-Disposition"]) == (SHEET, f"attachment; {told}")
    assert (shown.content, saved.content) == (b"%PDF", b"PK")


def test_plain_name_keeps_every_letter_of_vietnamese():
    assert plain_name("Danh sách lớp LĐ-01, đợt 2") == "danh-sach-lop-ld-01-dot-2"
