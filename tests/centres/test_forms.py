"""The base of all forms: another centre's rows are no choice, a constraint's sentence stands beside its field."""

import pytest
from django import forms

from centres.forms import CentreModelForm, FilterForm
from centres.models import SendingUnit
from tests.factories import make_centre, make_clerk, make_unit

TAKEN = "Đơn vị cấp trên này đã có một đơn vị cùng tên."


class UnitForm(CentreModelForm):
    beside = {"unit_name_once_under_parent": "name"}

    class Meta:
        model = SendingUnit
        fields = ["name", "parent", "valid_from", "valid_to"]


class UnitFilter(FilterForm):
    in_address = {"parent": "cap-tren", "kind": "loai"}
    kind = forms.ChoiceField(label="Loại", choices=[("", "Mọi loại"), ("a", "Chi bộ")], required=False)
    parent = forms.ModelChoiceField(label="Trực thuộc", queryset=SendingUnit.objects.none(), required=False)

    def __init__(self, data, *, user):
        self.base_fields["parent"].queryset = SendingUnit.objects.all()
        super().__init__(data, user=user)


@pytest.fixture
def own(db):
    return make_centre()


@pytest.fixture
def clerk(own):
    return make_clerk(own)


def unit_form(user, centre, **data):
    return UnitForm(data, instance=SendingUnit(centre=centre), user=user)


def test_another_centres_row_is_refused_beside_the_field(own, clerk):
    foreign = make_unit(make_centre("xa-khac"))
    assert list(unit_form(clerk, own, name="Chi bộ A", parent=foreign.pk).errors) == ["parent"]


def test_constraint_over_a_field_not_shown_is_checked_and_answered_beside_its_field(own, clerk):
    top = make_unit(own, "Đảng ủy")
    make_unit(own, "Chi bộ A", parent=top)
    assert unit_form(clerk, own, name="Chi bộ A", parent=top.pk).errors == {"name": [TAKEN]}


def test_constraint_that_names_no_field_stands_above_the_form(own, clerk):
    make_unit(own, "Đảng ủy")
    form = unit_form(clerk, own, name="Đảng ủy", valid_from="2/1/2022", valid_to="1/1/2022")
    assert form.errors == {
        "__all__": ["Trung tâm đã có một đơn vị cùng tên.", "Ngày kết thúc không được trước ngày bắt đầu."]
    }


def test_form_without_a_user_is_a_mistake_of_the_programmer(own):
    with pytest.raises(TypeError):
        UnitForm({}, instance=SendingUnit(centre=own))


def test_filter_describes_what_it_filters_by(own, clerk):
    top = make_unit(own, "Đảng ủy")
    chosen = UnitFilter({"loai": "a", "cap-tren": top.pk}, user=clerk)
    assert chosen.described() == ["Loại: Chi bộ", "Trực thuộc: Đảng ủy"]
    assert UnitFilter({"loai": "", "cap-tren": ""}, user=clerk).described() == []


def test_filter_that_is_not_understood_filters_nothing_and_says_so(own, clerk):
    foreign = make_unit(make_centre("xa-khac"))
    asked = UnitFilter({"loai": "b", "cap-tren": foreign.pk}, user=clerk)
    assert asked.chosen() == {}
    assert list(asked.errors) == ["kind", "parent"]
