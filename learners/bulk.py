"""What can be done to many places of a class's list at once; each goes through the act of the single edit."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max

from centres.bulk import Act, NoValues, give, register, stored
from centres.forms import EntryForm
from centres.models import SendingUnit
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.actions.places import change_place, remove_place, set_state
from learners.actions.units import unused
from learners.models import Enrolment, Learner
from learners.models.enrolment import PartyStatus, State
from learners.names import tidy
from learners.steps import enrolment_refusal

STATES = [(state.value, state.label) for state in (State.NO_SHOW, State.LEFT_BEFORE, State.ATTENDING)]


class OnPlaces(Act):
    """An act on places in one class."""

    noun = "học viên"

    def rows(self, centre, pks):
        """The places, each with its class locked: once for all of them, as they are changed in one transaction."""
        places = Enrolment.objects.filter(training_class__centre=centre, pk__in=pks)
        found = list(places.select_related("learner", "result", "unit").order_by("training_class", "roll_number"))
        classes = TrainingClass.objects.filter(centre=centre, pk__in={place.training_class_id for place in found})
        held = {one.pk: lock_class(one) for one in classes.order_by("pk")}
        for place in found:
            place.training_class = held[place.training_class_id]
        return found

    def name(self, row):
        return f"{row.roll_number}. {row.learner.full_name}"

    def change(self, row, values):
        for name, value in values.items():
            setattr(row, name, value)
        change_place(enrolment=row, locked=row.training_class)

    def restore(self, row, before):
        give(row, before)
        if row.unit_id and not SendingUnit.objects.filter(pk=row.unit_id).exists():
            raise ValidationError("đơn vị cũ không còn trong danh mục; nếu đã gộp, hãy hoàn tác lần gộp trước.")
        change_place(enrolment=row, locked=row.training_class)


class OneLineForm(EntryForm):
    def clean(self):
        return {name: tidy(value) for name, value in super().clean().items()}


class UnitForm(OneLineForm):
    unit_name = forms.CharField(label="Đơn vị", max_length=200)


class SetUnit(OnPlaces):
    key, label, shown, form = "ghi-danh-don-vi", "Đổi đơn vị", ("unit_name",), UnitForm

    def change(self, row, values):
        last = SendingUnit.objects.aggregate(last=Max("pk"))["last"] or 0
        super().change(row, values)
        return {"made_unit": row.unit_id} if row.unit_id and row.unit_id > last else None

    def undo(self, centre, change, row):
        super().undo(centre, change, row)
        if made := change.get("made_unit"):
            for unit in unused(SendingUnit.objects.filter(pk=made, centre=centre)):
                unit.delete()


class PositionForm(OneLineForm):
    position = forms.CharField(
        label="Chức vụ", max_length=200, required=False, help_text="Để trống thì xóa chức vụ đang ghi."
    )


class SetPosition(OnPlaces):
    key, label, shown, form = "ghi-danh-chuc-vu", "Ghi chức vụ", ("position",), PositionForm

    def title(self, values):
        return super().title(values) if values.get("position") else "Xóa chức vụ"


class PartyForm(EntryForm):
    party_status = forms.ChoiceField(
        label="Tình trạng đảng viên",
        choices=[(s.value, s.label) for s in PartyStatus if s.value],
        widget=forms.RadioSelect,
    )


class SetPartyStatus(OnPlaces):
    key, label = "ghi-danh-dang-vien", "Ghi tình trạng đảng viên"
    shown, form = ("party_status",), PartyForm


class StateForm(EntryForm):
    state = forms.ChoiceField(label="Tình trạng", choices=STATES, initial=State.NO_SHOW, widget=forms.RadioSelect)


class SetState(OnPlaces):
    key, label = "ghi-danh-tinh-trang", "Ghi “không đến”, “rút trước buổi đầu” hoặc “dự học”"
    shown, form = ("state", "withdrawn_on"), StateForm

    def title(self, values):
        return f"Ghi tình trạng “{dict(STATES)[values['state']]}”"

    def change(self, row, values):
        if row.state == State.WITHDRAWN:
            raise ValidationError("Học viên đã ghi thôi học giữa chừng; hãy sửa ở trang của từng người.")
        set_state(enrolment=row, state=values["state"], withdrawn_on=row.withdrawn_on, locked=row.training_class)

    def restore(self, row, before):
        now = stored(row)
        give(row, now | before)
        state, day = row.state, row.withdrawn_on
        give(row, now)
        set_state(enrolment=row, state=state, withdrawn_on=day, locked=row.training_class)


class Remove(OnPlaces):
    """Taking places off the list. The rows are kept in the record, the learner's own too where it went with them."""

    key, label, form = "ghi-danh-bo", "Bỏ khỏi danh sách lớp", NoValues
    warning = "Người chỉ học lớp này cũng được bỏ khỏi danh sách học viên của trung tâm. Hoàn tác thì có lại đủ cả."

    def change(self, row, values):
        learner = row.learner
        identity = {"pk": learner.pk, **stored(learner)}
        remove_place(enrolment=row, locked=row.training_class)
        return None if Learner.objects.filter(pk=identity["pk"]).exists() else {"learner": identity}

    def words(self, before, after):
        return [["danh sách lớp", f"số thứ tự {before.roll_number}", "không còn"]]

    def undo(self, centre, change, row):
        if identity := change.get("learner"):
            learner = Learner(pk=identity["pk"])
            give(learner, {name: value for name, value in identity.items() if name != "pk"})
            learner.full_clean()
            learner.save(force_insert=True)
        place = Enrolment(pk=change["pk"])
        give(place, change["before"])
        if not Learner.objects.filter(pk=place.learner_id, centre=centre).exists():
            raise ValidationError("học viên không còn trong sổ.")
        if refusal := enrolment_refusal(place.training_class):
            raise ValidationError(refusal)
        place.full_clean()
        place.save(force_insert=True)


PLACE_ACTS = [SetUnit(), SetPosition(), SetPartyStatus(), SetState(), Remove()]
register(*PLACE_ACTS)
