"""Files kept with papers, and the parcel of all papers of a class."""

import io
import zipfile

from django.core.exceptions import ValidationError
from django.db import transaction

from centres import jobs
from centres.downloads import PDF, SHEET, WORD
from centres.models import Centre, Job, User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.models import DossierCopy, Paper, PaperFile
from learners.names import tidy
from learners.papers.facts import Facts
from learners.papers.parcel import part_count, parts_of

LARGEST = 10 * 2**20
TOO_LARGE = "Tệp lớn hơn 10 MB. Hãy quét với độ phân giải thấp hơn hoặc chia làm nhiều tệp."
UNKNOWN = "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh JPEG, PNG. Tệp này không phải, hoặc bị hỏng."
KINDS = {
    "pdf": PDF,
    "jpg": "image/jpeg",
    "png": "image/png",
    "docx": WORD,
    "xlsx": SHEET,
}
PACKING = "dossier"


def kind_of(content: bytes) -> str | None:
    """What a file is by its content, whatever its name says; None for what is not kept."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None


@transaction.atomic
def attach(
    *,
    content: bytes,
    name: str,
    user: User,
    training_class: TrainingClass | None = None,
    item: str = "",
    paper: Paper | None = None,
) -> PaperFile:
    """Keep a file with an item of the class's dossier, or with a paper of the centre.

    Raises ValidationError for a file too large or of a kind that is not kept, judged by its content.
    """
    if len(content) > LARGEST:
        raise ValidationError({"file": TOO_LARGE})
    kind = kind_of(content)
    if kind is None:
        raise ValidationError({"file": UNKNOWN})
    stem = tidy(name.replace("/", "-").replace("\\", "-")).rpartition(".")[0][:190] or "tep"
    file = PaperFile(
        centre=(training_class or paper).centre,
        training_class=training_class,
        item=item,
        paper=paper,
        name=f"{stem}.{kind}",
        media_type=KINDS[kind],
        size=len(content),
        content=content,
        by=user,
    )
    file.full_clean()
    file.save()
    return file


@transaction.atomic
def remove_file(*, file: PaperFile) -> None:
    """Take away a file attached by mistake."""
    Centre.objects.select_for_update().get(pk=file.centre_id)
    file.delete()


def pack_dossier(*, training_class: TrainingClass, user: User, address: str) -> Job:
    """Have all papers of the class made and packed in the background; `address` is the page that then offers them."""
    return jobs.begin(
        kind=PACKING,
        centre=training_class.centre,
        user=user,
        title=f"Lập bộ hồ sơ lớp {training_class.code}",
        subject=training_class.pk,
        address=address,
    )


@jobs.kind(PACKING)
def _pack(job):
    """Make every paper and keep them in one file. It is stored whole at the end; begun again, all is made anew."""
    training_class = TrainingClass.objects.select_related("centre__province", "programme", "rules").get(pk=job.subject)
    facts = Facts(training_class)
    yield part_count(facts) + 1
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for part in parts_of(facts):
            for name, content in part:
                parcel.writestr(name, content)
            yield
    _store_copy(training_class, out.getvalue())
    yield


@transaction.atomic
def _store_copy(training_class, content):
    lock_class(training_class)
    DossierCopy.objects.update_or_create(training_class=training_class, defaults={"content": content})
