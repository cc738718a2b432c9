"""A list that was sent, from its upload to the moment its rows are saved: nothing of it is in the class yet."""

from django.core.exceptions import ValidationError
from django.db import transaction

from centres import dates
from centres.models import SendingUnit, User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.models import RosterLayout, RosterUpload, RosterWord
from learners.models.reading import WordKind
from learners.names import tidy
from learners.roster import Choice, Outline, RosterReading, read_roster
from learners.roster_family import family_of
from learners.roster_layouts import changed_columns, choice_of, fields_that_moved, recalled
from learners.roster_lexicon import words_for
from learners.roster_plan import digest
from learners.steps import roster_refusal

LONGEST_TEXT = 300


@transaction.atomic
def store_upload(
    *,
    training_class: TrainingClass,
    file_name: str,
    content: bytes,
    user: User,
    unit: SendingUnit | None = None,
    reading: RosterReading | None = None,
) -> RosterUpload:
    """Keep a file for its preview. The same file of the same class is kept once, with what was corrected in it.

    A file that is kept for the first time is read as was remembered for its unit or its headings, else as `reading`
    guesses where it found no headings.
    """
    training_class = lock_class(training_class)
    if refusal := roster_refusal(training_class):
        raise ValidationError(refusal)
    upload, made = RosterUpload.objects.get_or_create(
        training_class=training_class,
        sha256=digest(content),
        defaults={"file_name": tidy(file_name)[-255:], "content": content, "uploaded_by": user, "unit": unit},
    )
    if made and reading is not None:
        upload.root = reading.corrects
        _recall(upload, reading)
        _take_over(upload, reading)
    elif upload.closed_by_id:
        upload.closed_by = None
        upload.save(update_fields=["closed_by"])
    return upload


def _take_over(upload, reading):
    """Of a corrected file, decide as was decided in its list: a row left out there is left out here."""
    if not upload.root:
        return
    first = family_of(upload).filter(sha256=upload.root).first()
    decided = first.decisions if first else {}
    found = {line: decided[str(origin)] for line, origin in reading.origins.items() if str(origin) in decided}
    upload.decisions = {str(line): decision for line, decision in found.items()}
    upload.save(update_fields=["root", "decisions"])


def _recall(upload, reading):
    centre = upload.training_class.centre
    layouts = RosterLayout.objects.filter(centre=centre, unit__isnull=True)
    own = RosterLayout.objects.filter(centre=centre, unit=upload.unit) if upload.unit else []
    words = words_for(centre)

    def read(choice):
        return read_roster(upload.content, upload.file_name, dates.today(), choice=choice, words=words)

    if found := recalled(reading, [*own, *layouts], read):
        upload.recalled, choice = found
        upload.layout = choice.as_json()
    elif reading.guess:
        upload.layout = reading.guess.as_json() | {"guessed": True}
    upload.save(update_fields=["recalled", "layout"])


@transaction.atomic
def choose_layout(
    *, upload: RosterUpload, choice: Choice, before: Outline, user: User, remember: bool = False, always: bool = False
) -> RosterUpload:
    """Read an upload as somebody says from now on; `before` is how it was read when it was shown.

    Corrections and decisions stay where they still are about the same cells. With remember the unit's next list, or
    the next one with the same headings, is read alike; with always the changed headings mean the same in every list
    of the centre.
    """
    upload = (
        RosterUpload.objects.select_for_update(of=("self",)).select_related("training_class__centre").get(pk=upload.pk)
    )
    moved = fields_that_moved(before, choice.columns) if choice.columns else set()
    if choice.sheet != before.sheet:
        upload.corrections, upload.decisions = [], {}
    upload.corrections = [
        [line, name, text]
        for line, name, text in upload.corrections
        if name not in moved and line > (choice.header or 0)
    ]
    upload.layout, upload.recalled = choice.as_json(), None
    upload.save(update_fields=["layout", "recalled", "corrections", "decisions"])
    if always:
        _learn_headings(upload, before, choice)
    if remember:
        _remember(upload, user)
    return upload


def _learn_headings(upload, before, choice):
    """Make the headings that were understood otherwise words of the centre."""
    headings = {seen.letter: seen.heading for seen in before.columns}
    for letter, name in changed_columns(before, choice.columns).items():
        if heading := headings.get(letter, "")[:300]:
            RosterWord.objects.update_or_create(
                centre=upload.training_class.centre,
                kind=WordKind.HEADING,
                text=heading,
                defaults={"meaning": name, "in_use": True, "source": "Chọn khi nhập danh sách"},
            )


def _remember(upload, user):
    """Keep how the upload is read now; without a row of headings there is nothing to know the next list by."""
    centre, choice = upload.training_class.centre, choice_of(upload)
    reading = read_roster(
        bytes(upload.content), upload.file_name, dates.today(), choice=choice, words=words_for(centre)
    )
    outline = reading.outline
    text = dict(outline.lines).get(outline.header, "") if outline and outline.header else ""
    if not text:
        return
    known_by = {"unit": upload.unit} if upload.unit else {"unit": None, "header_text": text}
    RosterLayout.objects.update_or_create(
        centre=centre,
        **known_by,
        defaults={
            "sheet": outline.sheet[:100],
            "header_text": text,
            "headings": {seen.letter: seen.heading for seen in outline.columns},
            "columns": outline.fields,
            "saved_by": user,
        },
    )


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
