"""A list and the files that correct it: a row of any of them goes into the class once.

A file of errors names its list (`root`) and, on every row, the line there; a file of errors made from such a file
names the same list again.
"""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from learners.models import Enrolment, ImportBatch, RosterUpload


def root_of(upload: RosterUpload) -> str:
    """The SHA-256 of the first list of the family."""
    return upload.root or upload.sha256


def family_of(upload: RosterUpload) -> QuerySet[RosterUpload]:
    """The other files of the class that correct the same list, and the list, as far as they wait."""
    root = root_of(upload)
    mine = RosterUpload.objects.waiting().filter(training_class=upload.training_class_id)
    return mine.filter(Q(sha256=root) | Q(root=root)).exclude(pk=upload.pk).order_by("pk")


def saved_lines(upload: RosterUpload, origins: Mapping[int, int]) -> set[int]:
    """The lines of an upload whose people are in the class already, from it or from another file of its family."""
    if not upload.sha256:
        return set()
    own, of_root = set(), set()
    batches = _batches(upload)
    places = Enrolment.objects.filter(batch__in=batches, source_line__isnull=False)
    for batch, line in places.values_list("batch", "source_line"):
        if batches[batch].sha256 == upload.sha256:
            own.add(line)
        if batches[batch].sha256 == root_of(upload):
            of_root.add(line)
        elif origin := batches[batch].made.get("origins", {}).get(str(line)):
            of_root.add(origin)
    if not upload.root:
        return own | of_root
    return own | {line for line, origin in origins.items() if origin in of_root}


def _batches(upload) -> dict[int, ImportBatch]:
    root = root_of(upload)
    batches = ImportBatch.objects.filter(training_class=upload.training_class_id)
    return {one.pk: one for one in batches.filter(Q(sha256__in={root, upload.sha256}) | Q(root=root))}
