"""Case files into the database: what is new is made, what changed in a file is changed, nothing else is touched.

Each record is kept as it was last loaded. A file that says the same again writes nothing, so what people entered after
the first load stays; a changed record changes the fields that changed in it, and of a class's list only the rows that
differ between the two readings.
"""

from collections import Counter

from django.db import transaction

from centres.models import Centre, Locality, Province, ServedLocality, StaffCount
from classes.actions import enter_past_class
from classes.models import AnnualPlan, PlanDecision, Programme, Quota, TrainingClass
from reports.cases.checking import faults_of
from reports.cases.reading import Case, CaseError, read_case
from reports.cases.roster import write_list
from reports.cases.training_class import columns_of, in_order_of_sharing
from reports.models import LoadedRecord, PastReport, PastReportLine
from reports.models.loaded import RecordKind

STAFF = ("staff", "lecturers_full_time", "lecturers_part_time")
SAME_IN_CENTRE = ("name", "level", "host", "place", "valid_from", "valid_to")
Summary = Counter  # (kind, "new" | "changed" | "same") -> how many


@transaction.atomic
def load_cases(paths: list[str]) -> Summary:
    """Load the files together, all or nothing. CaseError with every fault of every file."""
    case = _read_all(paths)
    faults = list(faults_of(case))
    if faults:
        raise CaseError(faults)
    return Writer(case).write()


def _read_all(paths) -> Case:
    whole, faults = Case(), []
    programmes = set(Programme.objects.values_list("code", flat=True))
    for path in paths:
        try:
            one = read_case(path, programmes)
        except CaseError as error:
            faults += error.messages
            continue
        # Several files may tell of one centre; what they say of the centre itself must be the same
        named = [{**centre, "province": one.province} for centre in one.centres]
        whole.centres += [centre for centre in named if centre not in whole.centres]
        whole.decisions += one.decisions
        whole.classes += one.classes
        whole.past_reports += one.past_reports
    if faults:
        raise CaseError(faults)
    return whole


class Writer:
    """One load: what the files say, and what each record said when it was last loaded."""

    def __init__(self, case: Case):
        self.case, self.summary = case, Summary()
        self.programmes = {programme.code: programme for programme in Programme.objects.all()}

    def write(self) -> Summary:
        named = self._named()
        self.centres = {one.code: one for one in Centre.objects.filter(code__in=named).select_related("province")}
        self.rows = self._rows(named)
        known = LoadedRecord.objects.filter(centre__code__in=named).select_related("centre")
        self.before = {(record.centre.code, record.kind, record.key): record.content for record in known}
        self.loaded = []
        for record in self.case.centres:
            self._each(RecordKind.CENTRE, record["code"], record["code"], record, self._write_centre)
        for record in self.case.decisions:
            key = f"{record['year']} {record['number']}"
            self._each(RecordKind.DECISION, record["centre"], key, record, self._write_decision)
        for record in in_order_of_sharing(self.case.classes):
            self._each(RecordKind.CLASS, record["centre"], record["code"], record, self._write_class)
        for record in self.case.past_reports:
            self._each(RecordKind.PAST_REPORT, record["centre"], record["period"], record, self._write_past_report)
        LoadedRecord.objects.bulk_create(
            self.loaded,
            update_conflicts=True,
            unique_fields=["centre", "kind", "key"],
            update_fields=["content"],
        )
        return self.summary

    def _named(self):
        records = (*self.case.decisions, *self.case.classes, *self.case.past_reports)
        return {one["code"] for one in self.case.centres} | {one["centre"] for one in records}

    def _rows(self, named):
        """What is there of what the files name, by centre, kind and key."""
        decisions = PlanDecision.objects.filter(plan__centre__code__in=named).select_related("plan__centre")
        classes = TrainingClass.objects.filter(centre__code__in=named).select_related("centre")
        past = PastReport.objects.filter(centre__code__in=named).select_related("centre")
        return {
            **{(code, RecordKind.CENTRE, code): centre for code, centre in self.centres.items()},
            **{(one.plan.centre.code, RecordKind.DECISION, f"{one.plan.year} {one.number}"): one for one in decisions},
            **{(one.centre.code, RecordKind.CLASS, one.code): one for one in classes},
            **{(one.centre.code, RecordKind.PAST_REPORT, one.period): one for one in past},
        }

    def _each(self, kind, centre, key, record, write):
        row = self.rows.get((centre, kind, key))
        before = self.before.get((centre, kind, key), {}) if row else {}
        if before == record:
            self.summary[kind, "same"] += 1
            return
        write(record, before, row)
        self.summary[kind, "changed" if row else "new"] += 1
        self.loaded.append(LoadedRecord(centre=self.centres[centre], kind=kind, key=key, content=record))

    def _write_centre(self, record, before, centre):
        province = self._write_province(record["province"], before.get("province", {}))
        columns = {name: record[name] for name in SAME_IN_CENTRE}
        if centre is None:
            centre = Centre.objects.create(code=record["code"], province=province, **columns)
        else:
            change(centre, changed(columns, before))
        self.centres[centre.code] = centre
        self._write_localities(centre, record.get("localities", []), before.get("localities", []))
        counts = {name: record[name] for name in STAFF}
        if changed(counts, before) and (any(n is not None for n in counts.values()) or before):
            StaffCount.objects.update_or_create(centre=centre, counted_on=None, defaults=changed(counts, before))

    def _write_localities(self, centre, records, before):
        """Those new or changed in the file; those that it no longer names are gone."""
        served = ServedLocality.objects.filter(centre=centre)
        served.filter(locality__name__in={one["name"] for one in before} - {one["name"] for one in records}).delete()
        for one in records:
            if one not in before:
                locality, _ = Locality.objects.get_or_create(province=centre.province, name=one["name"])
                days = {name: one[name] for name in ("valid_from", "valid_to", "document")}
                if row := served.filter(locality=locality).first():
                    change(row, days)
                else:
                    ServedLocality.objects.create(centre=centre, locality=locality, **days)

    def _write_province(self, record, before):
        columns = {name: record[name] for name in ("name", "committee", "board")}
        province, made = Province.objects.get_or_create(code=record["code"], defaults=columns)
        if not made:
            change(province, changed(columns, before))
        return province

    def _write_decision(self, record, before, decision):
        columns = {"decided_on": record["date"], "issuer": record["issuer"], "kind": record["kind"]}
        if decision is None:
            plan, _ = AnnualPlan.objects.get_or_create(centre=self.centres[record["centre"]], year=record["year"])
            decision = PlanDecision.objects.create(plan=plan, number=record["number"], **columns)
        else:
            change(decision, changed(columns, {**before, "decided_on": before.get("date")}))
        self._write_quotas(decision, record["lines"], before.get("lines", []))

    def _write_quotas(self, decision, lines, before):
        gone = {line["programme"] for line in before} - {line["programme"] for line in lines}
        for code in gone:
            decision.quotas.filter(programme=self.programmes.get(code)).delete()
        for line in lines:
            if line not in before:
                amounts = {"classes": line["classes"], "learners": line["learners"]}
                programme = self.programmes.get(line["programme"])
                Quota.objects.update_or_create(decision=decision, programme=programme, defaults=amounts)

    def _write_class(self, record, before, training_class):
        columns = columns_of(record, self.programmes)
        centre = self.centres[record["centre"]]
        if training_class is None:
            training_class = enter_past_class(
                training_class=TrainingClass(centre=centre, code=record["code"], **columns)
            )
        elif news := changed(columns, columns_of(before, self.programmes) if before else {}):
            for name, value in news.items():
                setattr(training_class, name, value)
            enter_past_class(training_class=training_class, columns=list(news))
        write_list(training_class, record, before)

    def _write_past_report(self, record, before, report):
        columns = {"classes": record["classes"], "learners": record["learners"]}
        if report is None:
            centre = self.centres[record["centre"]]
            report = PastReport.objects.create(centre=centre, period=record["period"], **columns)
        else:
            change(report, changed(columns, before))
        if record["of_which"] != before.get("of_which"):
            report.lines.all().delete()
            write_lines(report, record["of_which"], None)


def write_lines(report: PastReport, lines: list[dict], parent: PastReportLine | None) -> None:
    for position, line in enumerate(lines, 1):
        amounts = {name: line[name] for name in ("label", "classes", "learners")}
        made = PastReportLine.objects.create(report=report, parent=parent, position=position, **amounts)
        write_lines(report, line["of_which"], made)


def changed(columns: dict, before: dict) -> dict:
    """The columns that the record did not already say when it was last loaded."""
    return {name: value for name, value in columns.items() if name not in before or before[name] != value}


def change(row, columns: dict) -> None:
    """Save the columns on the row, if any."""
    for name, value in columns.items():
        setattr(row, name, value)
    if columns:
        row.save(update_fields=list(columns))
