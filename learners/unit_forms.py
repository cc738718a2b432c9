"""The form of a sending unit."""

from django import forms

from centres.concurrent_edits import SEEN, WatchedModelForm
from centres.forms import EntryForm, side_by_side, untagged
from centres.models import SendingUnit
from centres.search import in_vietnamese_order
from learners.names import tidy

KEPT = "vao"


class UnitChoiceField(forms.ModelChoiceField):
    """Tells units of one name apart by what they lie under."""

    def label_from_instance(self, unit):
        return f"{unit} ({unit.parent})" if unit.parent_id else str(unit)


class KeptUnitForm(EntryForm):
    """Which unit stays when another goes into it."""

    kept = UnitChoiceField(label="Đơn vị được giữ", queryset=SendingUnit.objects.none(), empty_label="— chọn đơn vị —")

    def __init__(self, data, *, units):
        super().__init__(data)
        self.fields["kept"].queryset = units.select_related("parent").order_by(*in_vietnamese_order("name"), "pk")
        self.helper = untagged()

    def add_prefix(self, field_name):
        return KEPT


class UnitForm(WatchedModelForm):
    beside = {
        "unit_name_once_under_parent": "name",
        "unit_name_once_at_top": "name",
        "unit_not_its_own_parent": "parent",
        "unit_dates_in_order": "valid_to",
    }

    class Meta:
        model = SendingUnit
        fields = ["name", "parent", "locality", "valid_from", "valid_to"]
        field_classes = {"parent": UnitChoiceField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        centre = self.instance.centre
        parent, locality = self.fields["parent"], self.fields["locality"]
        others = parent.queryset.filter(centre=centre).exclude(pk=self.instance.pk).select_related("parent")
        parent.queryset = others.order_by(*in_vietnamese_order("name"), "pk")
        parent.empty_label = "— không trực thuộc đơn vị nào —"
        of_province = locality.queryset.filter(province=centre.province_id)
        locality.queryset = of_province.order_by(*in_vietnamese_order("name"), "pk")
        locality.empty_label = "— theo đơn vị cấp trên —"
        self.fields["valid_to"].help_text = "Ghi khi đơn vị thôi hoạt động; lớp đã học vẫn giữ nguyên."
        self.helper = untagged("name", side_by_side("parent", "locality"), side_by_side("valid_from", "valid_to"), SEEN)

    def clean_name(self):
        return tidy(self.cleaned_data["name"])
