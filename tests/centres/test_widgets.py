"""Days as people type them, lists that are searched, and the list of errors above a form."""

from datetime import date

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.forms import formset_factory
from django.template import Context, Template

from centres.forms import EntryForm, earlier_values, side_by_side, untagged
from centres.widgets import SuggestingInput, separated, suggest
from classes.models import TrainingClass
from tests import factories

NO_DAY = "Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."


class DayForm(EntryForm):
    day = forms.DateField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], required=False)
    ways = forms.ChoiceField(label="Cách", choices=[("a", "A")], widget=forms.RadioSelect)


@pytest.mark.parametrize(
    "typed",
    ["5/2/26", "05/02/2026", "5-2-2026", "5.2.26", "05022026", "050226", " 5 / 2 / 2026 ", "2026-02-05"],
)
def test_every_usual_way_of_writing_a_day_is_read(typed):
    form = DayForm({"day": typed, "ways": "a"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 2, 5)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/26", NO_DAY),
        ("1122026", NO_DAY),  # 1/12 or 11/2: not for us to choose
        ("32132026", NO_DAY),
        ("hôm qua", NO_DAY),
        ("5/2/0026", "Năm 26 không đúng. Ghi ngày/tháng/năm, ví dụ 05/02/2026."),
    ],
)
def test_what_is_no_day_is_refused_and_kept(typed, sentence):
    form = DayForm({"day": typed, "ways": "a"})
    assert form.errors == {"day": [sentence]}
    assert form["day"].value() in {typed, separated(typed)}


def test_text_is_left_as_it_was_typed():
    assert [separated(text) for text in ("hôm qua", "05022026", "5 2 26", "")] == ["hôm qua", "05/02/2026", "5226", ""]


def test_fields_are_eased():
    page = str(DayForm({}))
    assert page.count("data-day") == 1
    assert page.count("data-search") == 1  # not the buttons


def test_suggestions_are_texts_of_the_page_and_any_other_text_is_taken():
    field = forms.CharField()
    suggest(field, ["Chi bộ <1>", "", "Chi bộ <1>", "Chi bộ 2"])
    assert isinstance(field.widget, SuggestingInput)
    page = field.widget.render("unit", "x", {"id": "id_unit"})
    assert page.endswith(
        '<datalist id="id_unit_goi_y"><option value="Chi bộ &lt;1&gt;"></option><option value="Chi bộ 2"></option></datalist>'
    )
    assert 'list="id_unit_goi_y"' in page


def test_earlier_values_come_commonest_first(centre, other_centre):
    for code, place in (("1", "B"), ("2", "A"), ("3", "A"), ("4", ""), ("5", "C")):
        factories.make_class(centre, code, place=place)
    assert earlier_values(TrainingClass.objects.filter(centre=centre), "place") == ["A", "B", "C"]


def summary(*entries):
    names = [f"e{n}" for n in range(len(entries))]
    template = Template(f"{{% load form_errors %}}{{% error_summary {' '.join(names)} %}}")
    return template.render(Context(dict(zip(names, entries, strict=True))))


def test_summary_names_every_place_and_leads_to_it():
    lines = formset_factory(DayForm)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-day": "x"})
    form = DayForm({"day": "31/2/26"})
    form.add_error(None, "Không khớp.")
    text = " ".join(summary(form, lines).split())
    assert 'id="loi" tabindex="-1" autofocus' in text
    assert [part.split("</li>")[0] for part in text.split("<li>")[1:]] == [
        "Không khớp.",
        f'<a href="#id_day">Ngày</a>: {NO_DAY}',
        '<a href="#id_ways_0">Cách</a>: Chưa chọn mục nào.',
        f'<a href="#id_form-0-day">Dòng 1 – Ngày</a>: {NO_DAY}',
        '<a href="#id_form-0-ways_0">Dòng 1 – Cách</a>: Chưa chọn mục nào.',
    ]


class EmptyForm(EntryForm):
    text = forms.CharField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    days = forms.MultipleChoiceField(choices=[("a", "A")])
    sheet = forms.FileField()
    reason = forms.CharField(error_messages={"required": "Hãy ghi lý do."})


def test_what_is_empty_is_said_by_how_it_is_filled_in():
    picked = ["Chưa chọn mục nào."]
    assert EmptyForm({}).errors == {
        "text": ["Chưa nhập ô này."],
        "kind": picked,
        "days": picked,
        "sheet": ["Chưa chọn tệp nào."],
        "reason": ["Hãy ghi lý do."],
    }


def test_what_is_not_offered_is_not_repeated_as_the_code_it_is():
    refused = ["Lựa chọn này không có trong danh sách; xin chọn lại."]
    found = EmptyForm({"text": "x", "kind": "zzz", "days": [""], "reason": "x"}, {"sheet": ContentFile(b"x", "x.txt")})
    assert found.errors == {"kind": refused, "days": refused}


class LineForm(EntryForm):
    text = forms.CharField(label="Nội dung")

    def clean(self):
        raise forms.ValidationError("Trùng giờ.")


def test_lines_are_called_what_the_page_calls_them():
    numbered, named = (LineForm({f"{name}-text": "x"}, prefix=name) for name in "ab")
    named.line_name = "sáng 07/03/2022"
    text = summary([numbered, named])
    assert '<a href="#id_a-text">Dòng 1</a>: Trùng giờ.' in text
    assert '<a href="#id_b-text">Sáng 07/03/2022</a>: Trùng giờ.' in text


class TurnedForm(EntryForm):
    first = forms.CharField(label="Trước")
    second = forms.CharField(label="Sau")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(side_by_side("second"), "first")


def test_summary_goes_down_the_page():
    text = summary(TurnedForm({}))
    assert text.index("Sau</a>") < text.index("Trước</a>")


def test_long_summary_stops_at_twenty():
    text = summary([LineForm({}, prefix=str(place)) for place in range(11)])  # two faults each
    assert text.count("<li>") == 21
    assert "<li>Còn 2 chỗ nữa, ghi ngay dưới từng ô.</li>" in text


class SecretForm(EntryForm):
    secret = forms.CharField(widget=forms.PasswordInput)


def test_password_is_not_said_to_be_there_still():
    text = summary(SecretForm({}))
    assert "Xin nhập lại mật khẩu:" in text
    assert "vẫn còn" not in text


def test_nothing_wrong_or_nothing_sent_shows_no_summary():
    assert summary(DayForm(), DayForm({"ways": "a"})).strip() == ""
