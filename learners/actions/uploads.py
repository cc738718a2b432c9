"""A list that was sent, from its upload to the moment its rows are saved: nothing of it is in the class yet."""

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.models import RosterUpload
from learners.names import tidy
from learners.roster_plan import digest
from learners.steps import roster_refusal

LONGEST_TEXT = 300


@transaction.atomic
def store_upload(*, training_class: TrainingClass, file_name: str, content: bytes, user: User) -> RosterUpload:
    """Keep a file for its preview. The same file of the same class is kept once, with what was corrected in it."""
    training_class = lock_class(training_class)
    if refusal := roster_refusal(training_class):
        raise ValidationError(refusal)
    upload, _ = RosterUpload.objects.get_or_create(
        training_class=training_class,
        sha256=digest(content),
        defaults={"file_name": tidy(file_name)[-255:], "content": content, "uploaded_by": user},
    )
    return upload


@transaction.atomic
def correct_upload(
    *, upload: RosterUpload, cells: dict[tuple[int, str], str], decisions: dict[int, str]
) -> RosterUpload:
    """Remember texts typed into cells, and what to do with lines ("" takes a decision back)."""
    upload = (
        RosterUpload.objects.select_for_update(of=("self",)).select_related("training_class__centre").get(pk=upload.pk)
    )
    corrected = {(line, name): text for line, name, text in upload.corrections}
    # Tidied, because PostgreSQL stores no NUL, and what is not visible was not typed on purpose
    corrected |= {place: tidy(text)[:LONGEST_TEXT] for place, text in cells.items()}
    upload.corrections = [[line, name, text] for (line, name), text in sorted(corrected.items())]
    changed = upload.decisions | {str(line): decision for line, decision in decisions.items()}
    upload.decisions = {line: decision for line, decision in changed.items() if decision}
    upload.save(update_fields=["corrections", "decisions"])
    return upload
