"""Forms for learners, their places in classes, uploads of lists, and the end of a class."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from centres import dates
from centres.forms import CentreModelForm, EntryForm, FilterForm, earlier_values, side_by_side, untagged
from centres.keys import is_key
from centres.models import SendingUnit
from centres.widgets import separated, suggest
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy
from learners.models import Enrolment, Learner
from learners.models.enrolment import State
from learners.names import proper_case, tidy
from learners.roster.dates import YOUNGEST, full_year
from learners.search import matching_learners
from learners.unit_names import UnitNames, who_has

MOST_CLASSES = 300  # offered in the list's filter, the latest
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", re.ASCII)
_NEVER_IN_NAMES = re.compile(r"[=+@<>{}\[\]|\\^~#$%&*_!?;:\"]")
_SIGNS = re.compile(r"[\s.\-]+")


def tell(form: forms.BaseForm, refused: ValidationError) -> None:
    """Put an act's refusal beside the fields it names, else above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(
            name if name in form.fields else None, ValidationError([e for error in errors for e in error.messages])
        )


def parse_birth(text: str) -> tuple[date | None, int | None]:
    """Day and year of a birth typed as 5/2/1990, 5/2/90 or 1990; (None, None) for nothing. Raises ValidationError.

    Of a year in two digits the century is the one in which somebody of the age of learners is born, as in lists.
    """
    text = tidy(text)
    if not text:
        return None, None
    text = separated(text)
    this_year = dates.today().year
    if re.fullmatch(r"\d{4}", text, re.ASCII) and 1900 <= int(text) <= this_year:
        return None, int(text)
    found = _DAY.fullmatch(text)
    if not found:
        raise ValidationError("Ghi ngày sinh dạng 05/02/1990, hoặc chỉ năm sinh: 1990.")
    day, month, year = map(int, found.groups())
    if len(found[3]) == 2:
        year = full_year(year, dates.today(), YOUNGEST, (month, day))
    try:
        birth = date(year, month, day)
    except ValueError as fault:
        raise ValidationError(f"Không có ngày {day:02}/{month:02}/{year}.") from fault
    if birth > dates.today() or year < 1900:
        raise ValidationError(f"Ngày sinh phải từ năm 1900 và không sau hôm nay, {dates.today():%d/%m/%Y}.")
    return birth, year


class LearnerForm(CentreModelForm):
    """Who a learner is. The number of the identity card is never sent to the page: empty keeps what is stored."""

    beside = {"learner_national_id_once": "national_id", "learner_national_id_form": "national_id"}

    birth = forms.CharField(
        label="Ngày sinh",
        required=False,
        max_length=20,
        help_text="5/2/1990 hoặc 5/2/90; chỉ biết năm thì ghi 1990.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    national_id = forms.CharField(
        label="Số định danh",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    no_national_id = forms.BooleanField(label="Xóa số định danh đang lưu", required=False)

    class Meta:
        model = Learner
        fields = ["full_name", "gender", "national_id", "phone", "ethnicity", "religion", "hometown", "party_card"]
        widgets = {
            "full_name": forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "words"}),
            "phone": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
            "party_card": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        }

    field_order = ["full_name", "birth", "gender", "national_id", "phone", "party_card", "no_national_id"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        learners = Learner.objects.for_user(self.user).filter(centre=self.instance.centre_id)
        for name in ("ethnicity", "religion", "hometown"):
            suggest(self.fields[name], earlier_values(learners, name))
        self.stored_number = self.instance.national_id
        self.initial["national_id"] = ""
        self.initial["birth"] = self.instance.birth
        if self.stored_number:
            masked = self.instance.masked_national_id
            self.fields["national_id"].help_text = f"Đang lưu {masked}. Để trống thì giữ nguyên."
        else:
            del self.fields["no_national_id"]
        self.helper = untagged(
            side_by_side("full_name", "birth", "gender"),
            side_by_side("national_id", "phone", "party_card"),
            *(["no_national_id"] if self.stored_number else []),
            side_by_side("ethnicity", "religion"),
            "hometown",
        )

    def clean_full_name(self):
        name = proper_case(tidy(self.cleaned_data["full_name"]))
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(f"“{name}” không phải là họ tên.")
        if found := _NEVER_IN_NAMES.search(name):
            raise ValidationError(f"Họ tên không có dấu “{found[0]}”: xin bỏ dấu này.")
        return name

    def clean_birth(self):
        self.instance.birth_date, self.instance.birth_year = parse_birth(self.cleaned_data["birth"])
        return self.cleaned_data["birth"]

    def clean_national_id(self):
        typed = _SIGNS.sub("", self.cleaned_data["national_id"])
        if self.data.get("no_national_id") and typed:
            raise ValidationError("Đã chọn xóa số định danh thì không ghi số mới.")
        if self.data.get("no_national_id"):
            return ""
        if typed and not re.fullmatch(r"\d{12}", typed, re.ASCII):
            raise ValidationError("Số định danh có đúng 12 chữ số.")
        return typed or self.stored_number

    def clean_phone(self):
        typed = re.sub(r"^(\+84|0084)", "0", _SIGNS.sub("", self.cleaned_data["phone"]))
        if typed and not re.fullmatch(r"0\d{9}|02\d{9}", typed, re.ASCII):
            raise ValidationError("Số điện thoại có 10 chữ số bắt đầu bằng 0 (máy bàn: 11 chữ số bắt đầu bằng 02).")
        return typed


class NewLearnerForm(LearnerForm):
    """Somebody to be put in a class: when the centre knows the person already, `add_learner` finds who it is."""

    who = forms.ChoiceField(label="Người này là", required=False, widget=forms.RadioSelect)
    candidates: tuple | list = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["who"]
        if not self.is_bound:
            self.fields["full_name"].widget.attrs["autofocus"] = True

    def suggest_known(self, address: str) -> None:
        """While the name is typed, show those of the centre who may be meant, from the address."""
        self.fields["full_name"].widget.attrs |= {
            "data-hx-get": address,
            "data-hx-trigger": "input changed delay:300ms",
            "data-hx-target": "#nguoi-da-co",
            "data-hx-sync": "this:replace",
        }

    def ask_who(self, match) -> None:
        """Show the doubt with the learners among whom the user must choose."""
        self.candidates = match.candidates
        choices = [(str(one.pk), _described(one)) for one in match.candidates]
        if match.may_be_new:
            choices.append(("new", "Người khác, trùng tên"))
        self.fields["who"] = type(self).base_fields["who"]
        self.fields["who"].choices = choices
        self.helper.layout.fields.insert(0, "who")
        self.add_error("who", match.doubt)

    def _get_validation_exclusions(self):
        # A number that the centre has already may be this very person's: that is for the act to find out.
        return super()._get_validation_exclusions() | {"national_id"}


def _described(learner):
    parts = [learner.full_name, f"sinh {learner.birth}" if learner.birth else "", learner.masked_national_id]
    return ", ".join(part for part in parts if part)


class PlaceForm(CentreModelForm):
    """What is true of somebody in one class."""

    set_beforehand = ()

    class Meta:
        model = Enrolment
        fields = ["unit_name", "position", "party_status", "party_joined_on", "education", "joined_on", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_name"].label = "Đơn vị cử"
        self._offer_earlier_values(self.instance.training_class.centre_id)
        self.helper = untagged(
            side_by_side("unit_name", "position"),
            side_by_side("party_status", "party_joined_on", "education"),
            side_by_side("joined_on", "note"),
        )

    def _offer_earlier_values(self, centre):
        units = SendingUnit.objects.for_user(self.user).filter(centre=centre).values_list("name", flat=True)
        suggest(self.fields["unit_name"], units.order_by("name"))
        places = Enrolment.objects.for_user(self.user).filter(training_class__centre=centre)
        for name in ("position", "education"):
            suggest(self.fields[name], earlier_values(places, name))

    def clean_unit_name(self):
        return tidy(self.cleaned_data["unit_name"])

    def clean_party_joined_on(self):
        day = self.cleaned_data["party_joined_on"]
        if day and not date(1930, 2, 3) <= day <= dates.today():
            raise ValidationError("Ngày vào Đảng phải từ 03/02/1930 và không sau hôm nay.")
        return day


class StateForm(EntryForm):
    state = forms.ChoiceField(label="Tình trạng", choices=State.choices)
    withdrawn_on = forms.DateField(
        label="Ngày thôi học", required=False, help_text="Chỉ ghi cho người thôi học hoặc rút, ví dụ 15/3/26."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(side_by_side("state", "withdrawn_on"))


class CopyClassForm(EntryForm):
    opened_on = forms.DateField(label="Ngày khai giảng", help_text="Ví dụ: 5/2/26.")
    code = forms.CharField(label="Mã lớp", max_length=50)
    course_number = forms.CharField(label="Khóa", required=False, max_length=20)
    name = forms.CharField(
        label="Tên lớp",
        required=False,
        max_length=300,
        help_text="Để trống thì đặt theo chương trình, khóa và năm khai giảng.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = untagged(side_by_side("opened_on", "code", "course_number"), "name")


class OpenForm(EntryForm):
    number = forms.CharField(label="Quyết định mở lớp số", required=False, max_length=50)
    decided_on = forms.DateField(label="Ngày quyết định", required=False, help_text="Ví dụ: 5/2/26.")
    opened_on = forms.DateField(label="Ngày khai giảng")
    anyway = forms.BooleanField(label="Vẫn ghi mở lớp, bổ sung những điều còn thiếu sau", required=False)

    def __init__(self, *args, training_class, upcoming="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = training_class.opened_on
        self.fields["number"].initial = training_class.opening_number
        self.fields["decided_on"].initial = training_class.opening_decided_on
        if upcoming:
            self.fields["number"].help_text = f"Số tiếp theo trong sổ văn bản: {upcoming}."
        self.helper = untagged(side_by_side("number", "decided_on", "opened_on"), "anyway")


class CloseForm(EntryForm):
    closed_on = forms.DateField(label="Ngày bế giảng", help_text="Ví dụ: 15/3/26.")
    assessed_by = forms.ChoiceField(label="Bên đánh giá kết quả", choices=AssessedBy.choices)

    def __init__(self, *args, training_class, **kwargs):
        super().__init__(*args, **kwargs)
        today = dates.today()
        self.fields["closed_on"].initial = min(training_class.closes_on or today, today)
        self.fields["assessed_by"].initial = training_class.proposed_assessor
        self.helper = untagged(side_by_side("closed_on", "assessed_by"))


class RecogniseForm(EntryForm):
    number = forms.CharField(
        label="Quyết định số",
        required=False,
        max_length=50,
        help_text="Ví dụ: 15-QĐ/TTCT; có thể ghi sau ở trang sửa lớp.",
    )
    recognised_on = forms.DateField(label="Ngày công nhận", help_text="Ngày ghi trên quyết định.")

    def __init__(self, *args, upcoming="", **kwargs):
        super().__init__(*args, **kwargs)
        if upcoming:
            self.fields["number"].help_text = f"Số tiếp theo trong sổ văn bản: {upcoming}; có thể ghi sau."
        self.helper = untagged(side_by_side("number", "recognised_on"))


class LearnerFilter(FilterForm):
    in_address = {"text": "tim", "unit": "don-vi", "training_class": "lop", "year": "nam", "sent_by": "don-vi-cu"}

    text = forms.CharField(
        label="Họ tên, đơn vị, ngày sinh, điện thoại, số định danh",
        required=False,
        max_length=100,
        widget=forms.SearchInput,
    )
    unit = forms.CharField(label="Đơn vị", required=False, max_length=100, widget=forms.SearchInput)
    training_class = forms.ModelChoiceField(
        label="Lớp", required=False, queryset=TrainingClass.objects.none(), empty_label="Mọi lớp"
    )
    year = forms.ChoiceField(label="Năm học", required=False)
    sent_by = forms.ModelChoiceField(
        label="Đơn vị cử", required=False, queryset=SendingUnit.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, data, *, user, centre, years):
        super().__init__(data, user=user)
        self.user, self.centre = user, centre
        classes = TrainingClass.objects.for_user(user).filter(centre=centre).order_by("-opened_on", "code")
        recent = Q(pk__in=classes[:MOST_CLASSES].values("pk"))
        asked = str((data or {}).get(self.in_address["training_class"], ""))
        self.fields["training_class"].queryset = classes.filter(recent | Q(pk=asked if is_key(asked) else None))
        self.fields["sent_by"].queryset = self._units()
        self.fields["year"].choices = [("", "Mọi năm"), *((str(year), str(year)) for year in years)]

    def filter(self, learners):
        """The learners that match everything chosen; class, year and unit are asked of one and the same enrolment."""
        chosen = self.chosen()
        if text := chosen.get("text"):
            learners = matching_learners(learners, self._units(), text)
        places = self._places(chosen)
        return learners if places is None else learners.filter(who_has(places, few=chosen.keys() != {"year"}))

    def _units(self):
        return SendingUnit.objects.for_user(self.user).filter(centre=self.centre)

    def _places(self, chosen):
        places = Enrolment.objects.for_user(self.user)
        if "training_class" in chosen:
            places = places.filter(training_class=chosen["training_class"])
        if "year" in chosen:
            places = places.filter(training_class__opened_on__year=chosen["year"])
        if "sent_by" in chosen:
            places = places.filter(unit=chosen["sent_by"])
        if "unit" in chosen:
            names = UnitNames(self._units())
            places = names.places(names.matching(chosen["unit"]), places)
        return places if chosen.keys() & {"training_class", "year", "unit", "sent_by"} else None
