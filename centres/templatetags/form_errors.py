"""What was wrong with forms, in one box above them: each sentence leads to its place."""

from dataclasses import dataclass

from django import forms, template
from django.forms.formsets import BaseFormSet
from django.utils.text import capfirst

register = template.Library()


@dataclass(frozen=True)
class Problem:
    place: str  # the field's label, with its line's number in a table; empty for what concerns no field
    address: str
    sentence: str


@register.inclusion_tag("includes/error_summary.html")
def error_summary(*entries, logging_in=False):
    """Everything wrong in these forms, formsets and lists of forms, in the order of the page. Stands above the forms.

    On logging in nothing would be stored, so only what is wrong is said.
    """
    problems = [problem for entry in entries for problem in problems_of(entry)]
    return {
        "problems": list(dict.fromkeys(problems)),
        "has_file": any(has_file(entry) for entry in entries),
        "has_password": any(has_password(entry) for entry in entries),
        "logging_in": logging_in,
    }


def problems_of(entry):
    if isinstance(entry, BaseFormSet):
        first = next((address_of(form.visible_fields()[0]) for form in entry.forms), "")
        yield from (Problem("Các dòng" if first else "", first, sentence) for sentence in entry.non_form_errors())
        yield from line_problems(entry.forms)
    elif isinstance(entry, list):
        yield from line_problems(entry)
    else:
        yield from form_problems(entry)


def line_problems(forms_of_lines):
    """A form says by `line_name` what its line is called on a page that numbers none."""
    for number, form in enumerate(forms_of_lines, 1):
        yield from form_problems(form, getattr(form, "line_name", f"dòng {number}"))


def form_problems(form, line=""):
    if not form.is_bound:
        return
    form.summed_up = True  # crispy's own box over the form says them no second time
    if form.errors:  # the box takes the focus; one page has one place for it
        for field in form.fields.values():
            field.widget.attrs.pop("autofocus", None)
    for sentence in form.non_field_errors():
        yield Problem(capfirst(line), address_of(form.visible_fields()[0]) if line else "", sentence)
    for field in in_order_of_page(form):
        for sentence in field.errors:
            label = " – ".join(filter(None, [capfirst(line), str(field.label or "")]))
            yield Problem(label, "" if field.is_hidden else address_of(field), sentence)


def in_order_of_page(form):
    """The fields as its layout shows them; those it leaves to the template come last, as the form names them."""
    layout = getattr(getattr(form, "helper", None), "layout", None)
    shown = [pointer.name for pointer in layout.get_field_names()] if layout else []
    return sorted(form, key=lambda field: shown.index(field.name) if field.name in shown else len(shown))


def address_of(field) -> str:
    """The id of what takes the focus; of several buttons the first."""
    several = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{field.auto_id}_0" if several else field.id_for_label


def has_file(entry):
    return isinstance(entry, forms.BaseForm) and entry.is_multipart()


def has_password(entry):
    """A password is never sent back to the page, so it is not there still."""
    fields = entry.fields.values() if isinstance(entry, forms.BaseForm) else ()
    return any(isinstance(field.widget, forms.PasswordInput) for field in fields)
