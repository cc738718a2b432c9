"""What the browser's upload does, from a shell."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from centres import dates
from centres.os_errors import reason_of
from classes.models import TrainingClass
from learners.actions.roster import save_roster
from learners.models import RosterUpload
from learners.roster import read_roster
from learners.roster_lexicon import words_for
from learners.roster_plan import Outcome, digest
from learners.roster_words import OUTCOMES
from learners.steps import roster_refusal


class Command(BaseCommand):
    help = "Read a learner list (.xlsx, .xls, .ods, .csv) into a class; a list with errors changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("training_class", metavar="CLASS", help="code of the class, or CENTRE:CODE")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only read; works on a class in any state")
        parser.add_argument(
            "--json", metavar="F", help="write rows, errors and warnings as JSON; - for standard output"
        )

    def handle(self, *, training_class, file, dry_run, json, **options):
        training_class = find_class(training_class)
        try:
            content = file.read_bytes()
        except OSError as fault:
            raise CommandError(f"Không đọc được tệp {file}: {reason_of(fault)}.") from fault
        reading = read_roster(content, file.name, dates.today(), words=words_for(training_class.centre))
        if json:
            self._write_json(reading, json)
        # What a person reads goes where it cannot mix with the JSON
        self.say = self.stderr if json == "-" else self.stdout
        self._tell(reading)
        if not dry_run:
            self._save(training_class, file.name, content, reading)

    def _write_json(self, reading, target):
        text = json.dumps(reading.as_json(), ensure_ascii=False, indent=1)
        if target == "-":
            self.stdout.write(text)
            return
        try:
            Path(target).write_text(text + "\n", encoding="utf-8")
        except OSError as fault:
            raise CommandError(f"Không ghi được tệp {target}: {reason_of(fault)}.") from fault

    def _tell(self, reading):
        if reading.file_error:
            self.say.write(reading.file_error)
            return
        for problem in reading.problems:
            kind = "LỖI" if problem.severity == "error" else "lưu ý"
            where = f"dòng {problem.line}" if problem.line else "cả tệp"
            self.say.write(f"{kind}, {where}: {problem.reason}")
        read = f"Đọc được {len(reading.rows)} học viên"
        self.say.write(f"{read}, {len(reading.errors)} lỗi, {len(reading.warnings)} lưu ý.")

    def _save(self, training_class, file_name, content, reading):
        if reading.file_error:
            raise CommandError("Không đọc được danh sách nên chưa lưu dòng nào.")
        if reading.errors:
            raise CommandError(
                "Danh sách có lỗi nên chưa lưu dòng nào. Hãy sửa tệp, hoặc sửa từng ô khi tải lên bằng trình duyệt."
            )
        if refusal := roster_refusal(training_class):
            raise CommandError(refusal)
        try:
            saved = self._store(training_class, file_name, content, reading.corrects)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.say.write(f"Đã lưu {saved.saved} học viên vào lớp {training_class.code}.")
        for outcome in (Outcome.ENROLLED, Outcome.SAVED, Outcome.DOUBTFUL, Outcome.WRONG):
            if number := saved.plan.counts[outcome]:
                self.say.write(f"{OUTCOMES[outcome].capitalize()}: {number}.")

    @transaction.atomic
    def _store(self, training_class, file_name, content, root):
        upload = RosterUpload.objects.create(
            training_class=training_class, file_name=file_name, content=content, sha256=digest(content), root=root
        )
        return save_roster(upload=upload, user=None)


def find_class(name: str) -> TrainingClass:
    """The class named CODE or CENTRE:CODE; CommandError when there is none, or several centres have one."""
    classes = TrainingClass.objects.select_related("centre", "programme", "rules").order_by("centre__code")
    centre, _, code = name.partition(":")
    found = list(classes.filter(Q(code=name) | Q(centre__code=centre, code=code)))
    if not found:
        raise CommandError(f"Không có lớp nào mang mã {name}.")
    if len(found) > 1:
        centres = ", ".join(f"{one.centre.code}:{one.code}" for one in found)
        raise CommandError(f"Nhiều trung tâm có lớp mang mã {name}; hãy ghi rõ một trong: {centres}")
    return found[0]
