"""What every form of a centre's data is built on: choices limited to what the user may see, errors beside their field."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Count

from centres.widgets import MOST_SUGGESTIONS, ease


def limit_choices(form: forms.BaseForm, user) -> None:
    """Offer and accept only rows that the user may see; a model without `for_user` is an AttributeError on purpose."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = field.queryset.for_user(user)


def posted(request):
    """What a form is bound to: also an empty POST is one, and a form must answer it."""
    return request.POST if request.method == "POST" else None


def untagged(*layout) -> FormHelper:
    """A crispy helper for fields inside a form that the template opens; `layout` where they do not just follow each other."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if layout:
        helper.layout = Layout(*layout)
    return helper


def side_by_side(*names) -> Row:
    """Fields beside each other, each as wide as the others."""
    return Row(*(Column(name, css_class="col-md") for name in names))


def earlier_values(rows, name: str) -> list[str]:
    """What stands in this field of the rows, the commonest first: to be offered again. `rows` are the user's own."""
    given = rows.exclude(**{name: ""}).order_by().values_list(name).annotate(times=Count("pk"))
    return [value for value, _ in given.order_by("-times", name)[:MOST_SUGGESTIONS]]


class EasyForm(forms.BaseForm):
    """Days are typed freely or picked, long lists are searched by typing. A field added later in `__init__`: `ease(field)`."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            ease(field)


class EntryForm(EasyForm, forms.Form):
    """A form that is no row's."""


class CentreModelForm(EasyForm, forms.ModelForm):
    """A ModelForm that needs the user, and shows a broken constraint's sentence beside the field it speaks of."""

    set_beforehand = ("centre",)
    """Fields not shown, set on the instance by the view: constraints that involve them are checked all the same."""

    beside: dict[str, str] = {}
    """Constraint name → the field beside which its sentence stands; without one it stands above the form."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        limit_choices(self, user)

    def _get_validation_exclusions(self):
        # Django leaves what is not shown out of the checks, and with it "this code once in this centre".
        return super()._get_validation_exclusions() - set(self.set_beforehand)

    def _update_errors(self, errors):
        # What could not be read left the row's earlier value in place: what its `clean` says of that would mislead.
        if hasattr(errors, "error_dict"):
            errors = ValidationError(
                {name: found for name, found in errors.error_dict.items() if name not in self.errors}
            )
        super()._update_errors(errors)

    def add_error(self, field, error):
        super().add_error(field, self._sorted_by_field(error) if field is None else error)

    def _sorted_by_field(self, error):
        error = error if isinstance(error, ValidationError) else ValidationError(error)
        found = dict(error.error_dict) if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        field_of = {
            constraint.violation_error_message: self.beside[constraint.name]
            for constraint in self._meta.model._meta.constraints
            if constraint.name in self.beside
        }
        by_field = {}
        for name, errors in found.items():
            for one in errors:
                place = field_of.get(one.message, name)
                by_field.setdefault(place if place in self.fields else NON_FIELD_ERRORS, []).append(one)
        return ValidationError(by_field)


class FilterForm(EntryForm):
    """A list's filter, sent by GET. `in_address` gives a field the name it bears in the address."""

    in_address: dict[str, str] = {}

    def __init__(self, data, *, user):
        super().__init__(data)
        limit_choices(self, user)
        self.helper = untagged()

    def add_prefix(self, field_name):
        return self.in_address.get(field_name, field_name)

    def chosen(self) -> dict:
        """The valid, non-empty values by field; a value that is not understood filters nothing and is answered beside it."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def described(self) -> list[str]:
        """What is filtered by, in words: "Trạng thái: Đang học". It heads the printed list and the sheet."""
        return [f"{self.fields[name].label}: {self._in_words(name, value)}" for name, value in self.chosen().items()]

    def _in_words(self, name, value):
        choices = getattr(self.fields[name], "choices", None)
        if choices is None or isinstance(self.fields[name], forms.ModelChoiceField):
            return str(value)
        return dict(choices).get(value, value)
