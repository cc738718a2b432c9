"""Two learners who may be one person: what speaks against it, what each one's record says, what splitting rests on."""

from dataclasses import dataclass

from learners.models import Certificate, Enrolment, Learner, LearnerMerge, OutsidePlace

FIELDS = ("full_name", "birth", "gender", "national_id", "phone", "ethnicity", "religion", "hometown", "party_card")
"""What one chooses between; `birth` stands for the day and the year together."""
FIRST, SECOND = "1", "2"


def columns_of(name: str) -> tuple[str, ...]:
    """The columns behind one choice."""
    return ("birth_date", "birth_year") if name == "birth" else (name,)


def in_order(one: Learner, other: Learner) -> tuple[Learner, Learner]:
    """(kept, merged): the one into whom others were merged already is kept, else the one entered first."""
    one, other = sorted((one, other), key=lambda learner: learner.pk)
    return (other, one) if other.merges.exists() and not one.merges.exists() else (one, other)


def merge_refusals(kept: Learner, merged: Learner) -> list[str]:
    """Why the two cannot be one record; empty when they can."""
    if kept.pk == merged.pk:
        return ["Hãy chọn hai học viên khác nhau."]
    found = []
    if kept.national_id and merged.national_id and kept.national_id != merged.national_id:
        found.append(
            f"Hai số định danh khác nhau ({kept.masked_national_id} và {merged.masked_national_id}): đây là hai người. "
            "Nếu một số đã ghi nhầm, hãy sửa số đó rồi gộp."
        )
    classes = Enrolment.objects.filter(learner=merged, training_class__enrolments__learner=kept)
    codes = list(classes.order_by("training_class__code").values_list("training_class__code", flat=True))
    if codes:
        found.append(
            f"Cả hai cùng có trong danh sách lớp {', '.join(codes)}. Nếu là một người ghi hai lần, hãy xóa một lần khỏi "
            "danh sách lớp rồi gộp."
        )
    sent = OutsidePlace.objects.filter(learner=merged, course__places__learner=kept).select_related("course")
    if both := [place.course.name for place in sent.order_by("pk")]:
        found.append(f"Cả hai cùng được ghi tên trong lớp cử đi học {', '.join(both)}: hãy bỏ tên một người rồi gộp.")
    if merged.merges.exists():
        found.append("Cả hai đều đã được gộp với hồ sơ khác: hãy tách một bên ra trước.")
    return found


def merge_notes(kept: Learner, merged: Learner) -> list[str]:
    """What one should know before merging; nothing of it refuses."""
    certificates = Certificate.objects.without_pdf().filter(enrolment__learner__in=[kept, merged])
    issued = list(certificates.order_by("pk").values_list("number", flat=True))
    if not issued:
        return []
    return [f"Giấy chứng nhận đã cấp ({', '.join(issued)}) giữ nguyên như đã in, kể cả họ tên và ngày sinh."]


@dataclass(frozen=True)
class Choice:
    """One field of the two side by side; `values` as papers show them, `differs` when one has to choose."""

    name: str
    label: str
    values: tuple[str, str]
    chosen: str

    @property
    def differs(self) -> bool:
        return self.values[0] != self.values[1]


def choices_of(kept: Learner, merged: Learner, answers: dict[str, str] | None = None) -> list[Choice]:
    """Each field with both values; what is chosen, or proposed: the kept one's value unless it has none."""
    return [_choice(name, kept, merged, (answers or {}).get(name)) for name in FIELDS]


def _choice(name, kept, merged, answer):
    raw = _value(kept, name), _value(merged, name)
    proposed = SECOND if raw[1] and (not raw[0] or (name == "birth" and not kept.birth_date)) else FIRST
    label = "Ngày sinh" if name == "birth" else Learner._meta.get_field(name).verbose_name.capitalize()
    shown = tuple(_shown(one, name) for one in (kept, merged))
    # What is masked alike may differ all the same
    if raw[0] != raw[1] and shown[0] == shown[1]:
        shown = f"{shown[0]} (1)", f"{shown[1]} (2)"
    return Choice(name, label, shown, answer if answer in {FIRST, SECOND} else proposed)


def _value(learner, name):
    return learner.birth if name == "birth" else getattr(learner, name)


def _shown(learner, name):
    if name == "gender":
        return learner.get_gender_display() if learner.gender else ""
    if name == "national_id":
        return learner.masked_national_id
    if name == "party_card":
        return f"•••{learner.party_card[-3:]}" if learner.party_card else ""
    return _value(learner, name)


def split_blockers(merge: LearnerMerge) -> list[str]:
    """What happened since, so that the two cannot be taken apart; empty when they can."""
    found = [f"{_label(name)} đã được sửa sau khi gộp." for name in changed_since(merge)]
    number = merge.before["merged"]["national_id"]
    holders = Learner.objects.filter(centre=merge.centre_id, national_id=number).exclude(pk=merge.kept_id)
    if number and (holder := holders.first()):
        found.append(f"Số định danh của hồ sơ đã gộp nay là của {holder.full_name}.")
    moved = Enrolment.objects.filter(pk__in=merge.before["enrolments"])
    issued = Certificate.objects.without_pdf().filter(enrolment__in=moved)
    for certificate in issued.exclude(pk__in=merge.before["certificates"]).order_by("pk"):
        found.append(f"Giấy chứng nhận {certificate.number} đã cấp sau khi gộp.")
    gone = len(merge.before["enrolments"]) - moved.filter(learner=merge.kept_id).count()
    if gone:
        found.append(f"{gone:02} lần học của hồ sơ đã gộp nay không còn ở học viên này.")
    return found


def changed_since(merge: LearnerMerge) -> list[str]:
    """The columns that the merge set and that hold something else now."""
    kept, changed = merge.kept, merge.before["changed"]
    names = [field.name for field in Learner._meta.concrete_fields if field.name in changed]
    return [name for name in names if as_stored(kept, name) != changed[name][1]]


def as_stored(learner: Learner, name: str):
    """A column's value as JSON keeps it."""
    value = getattr(learner, name)
    return value.isoformat() if name == "birth_date" and value else value


def _label(name):
    return Learner._meta.get_field(name).verbose_name.capitalize()
