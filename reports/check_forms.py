"""What the public page of a report asks: which total, and what the paper says."""

from django import forms

from centres.forms import EntryForm
from centres.numbers import WholeNumberField
from reports import written
from reports.dictionary import define

MATCHES, DIFFERS = "khớp", "không khớp"


class TotalForm(EntryForm):
    code = forms.ChoiceField(label="Con số nào trên giấy")
    value = WholeNumberField(label="Trên giấy ghi", min_value=0, max_value=10**9)

    def __init__(self, *args, totals: dict[str, int | None], **kwargs):
        super().__init__(*args, **kwargs)
        self.totals = {code: value for code, value in totals.items() if value is not None}
        self.fields["code"].choices = [(code, f"{define(code).name} ({code})") for code in self.totals]

    def named_totals(self) -> list[tuple[str, str]]:
        """Each total by its name, as it is printed; for provinces that show them."""
        return [(define(code).name, written.count(value)) for code, value in self.totals.items()]

    def answer(self) -> str:
        return MATCHES if self.totals[self.cleaned_data["code"]] == self.cleaned_data["value"] else DIFFERS
