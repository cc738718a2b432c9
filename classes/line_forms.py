"""Lines typed one below the other on a page, some of them left empty: of a decision, or of the year's draft."""

from django.forms.formsets import BaseFormSet, formset_factory

from centres.forms import EntryForm

PREFIX, MOST_LINES = "dong", 200


class LineForm(EntryForm):
    """One line; `line`, which a subclass defines, is what was typed, or None where it is empty or in error."""

    @property
    def row_number(self) -> int:
        place = self.prefix.rpartition("-")[2]
        return int(place) + 1 if place.isdigit() else 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in the line: it is then no line."""
        return not any(self[name].data for name in self.fields)


class Lines(BaseFormSet):
    @classmethod
    def get_default_prefix(cls):
        return PREFIX

    @property
    def lines(self) -> list:
        return [form.line for form in self.forms if form.line]


def formset_of(form: type[LineForm], formset: type[Lines] = Lines) -> type[Lines]:
    """The form set of such lines; how many empty ones stand at the end is the page's choice."""
    return formset_factory(form, formset=formset, extra=0, max_num=MOST_LINES, validate_max=True)


def typed_lines(form: type[LineForm], data) -> list[dict]:
    """What was typed into the lines, as it was typed, for showing it again."""
    number = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(number), MOST_LINES) if number.isascii() and number.isdigit() else 0
    return [{name: data.get(f"{PREFIX}-{place}-{name}", "") for name in form.base_fields} for place in range(count)]
