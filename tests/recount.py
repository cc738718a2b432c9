"""Counts a report's figures a second time, straight from a case file, with nothing of the product.

    python tests/recount.py FILE CENTRE PERIOD

prints the figures, three breakdowns and the number of classes without marks, by docs/FIGURES.md alone. `ends` are the
last days a province has set: {"H1": [[year, month, day], …], "9M": …, "Y": …}, each from that year on.
"""

import json
import sys
from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

BANDS = ["xuat_sac", "gioi", "kha", "trung_binh", "khong_dat"]
CALENDAR = {"H1": (6, 30), "9M": (9, 30), "Y": (12, 31)}


def last_day(part, year, ends):
    month, day = CALENDAR[part]
    for from_year, its_month, its_day in sorted(ends.get(part, [])):
        if from_year <= year:
            month, day = its_month, its_day
    return date(year, month, day)


def days_of(period, ends):
    year, _, part = period.partition("-")
    year = int(year)
    first = last_day("Y", year - 1, ends) + timedelta(days=1)
    if part == "":
        return first, last_day("Y", year, ends), first
    if part == "H2":
        return last_day("H1", year, ends) + timedelta(days=1), last_day("Y", year, ends), first
    if part in ("H1", "9M"):
        return first, last_day(part, year, ends), first
    months = range(int(part[1]) * 3 - 2, int(part[1]) * 3 + 1) if part[0] == "Q" else [int(part)]
    return date(year, months[0], 1), date(year, months[-1], monthrange(year, months[-1])[1]), first


def day(text):
    return date.fromisoformat(text) if text else None


def percent(part, whole):
    value = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{value.normalize():f}"


def present(one):
    return one["enrolled"] - one["withdrawn"]


def ended(one):
    return day(one["recognised"]) or day(one["closed"])


class Recount:
    def __init__(self, case, centre, period, ends=None):
        ends = ends or {}
        self.case, self.centre, self.period = case, centre, period
        self.first, self.last, self.year_first = days_of(period, ends)
        year, dash, part = period.partition("-")
        self.past_code = f"{int(year) - 1}{dash}{part}"
        self.past_first, self.past_last, _ = days_of(self.past_code, ends)
        self.classes = [one for one in case["classes"] if one["centre"] == centre]
        self.by_code = {one["code"]: one for one in self.classes}

    def counts(self, one):
        return one["kind"] == "normal" and one["status"] in ("open", "closed")

    def opened(self, first, last):
        return [one for one in self.classes if self.counts(one) and first <= day(one["opened"]) <= last]

    def finished(self, first, last):
        done = [one for one in self.classes if self.counts(one) and one["status"] == "closed"]
        return [one for one in done if first <= ended(one) <= last]

    def figures(self):
        return (
            self.opened_figures() | self.plan() | self.past() | self.results() | self.titles()
            | self.maintained() | self.staff() | self.certificates() | self.lecturers() | self.courses()
        )  # fmt: skip

    def opened_figures(self):
        opened, to_date = self.opened(self.first, self.last), self.opened(self.year_first, self.last)
        known = [one for one in opened if one["called"] is not None]
        called = sum(one["called"] for one in known) if known or not opened else None
        figures = {
            "O1": len(opened),
            "O2": sum(map(present, opened)),
            "O3": len({self.person(one["code"], place) for one in opened for place in range(present(one))}),
            "O4": called,
            "O1c": len(to_date),
            "O2c": sum(map(present, to_date)),
        }
        if called is None:
            figures["O5"] = None
        elif called:
            figures["O5"] = percent(sum(map(present, known)), called)
        return figures

    def person(self, code, place):
        shared = self.by_code[code]["shared_with"]
        if shared and place < shared["count"]:
            return self.person(shared["class"], place)
        return code, place

    def plan(self):
        year = int(self.period[:4])
        decisions = [
            one
            for plan in self.case["plans"]
            if plan["centre"] == self.centre and plan["year"] == year
            for one in plan["decisions"]
        ]
        first = [one for one in decisions if one["kind"] == "initial"]
        later = [one for one in decisions if one["kind"] == "adjustment" and day(one["date"]) <= self.last]
        figures = {}
        for name, code in (("classes", "1"), ("learners", "2")):
            figures[f"P{code}"] = self.total(first, name) if first else None
            figures[f"P{code}a"] = self.total(first + later, name) if first else None
        done = {"O7": (len(self.opened(self.year_first, self.last)), figures["P1a"])}
        done["O8"] = (sum(map(present, self.opened(self.year_first, self.last))), figures["P2a"])
        for code, (part, whole) in done.items():
            if whole is None:
                figures[code] = None
            elif whole:
                figures[code] = percent(part, whole)
        return figures

    def total(self, decisions, name):
        parts = [line[name] for decision in decisions for line in decision["lines"]]
        return sum(parts) if parts and None not in parts else None

    def past(self):
        before = self.opened(self.past_first, self.past_last)
        classes, learners = len(before), sum(map(present, before))
        if not before:
            report = next(
                (
                    one
                    for one in self.case["past_reports"]
                    if one["centre"] == self.centre and one["period"] == self.past_code
                ),
                None,
            )
            if report and self.adds_up(report):
                classes, learners = report["classes"], report["learners"]
            elif not self.opened(date.min, self.past_last):
                classes, learners = None, None
        now = self.opened(self.first, self.last)
        return {
            "O1p": classes,
            "O2p": learners,
            "O9": self.difference(len(now), classes),
            "O10": self.difference(sum(map(present, now)), learners),
        }

    def adds_up(self, node):
        for name in ("classes", "learners"):
            parts = [line[name] for line in node["of_which"]]
            if parts and None not in parts and node[name] is not None and sum(parts) != node[name]:
                return False
        return all(self.adds_up(line) for line in node["of_which"])

    def difference(self, now, before):
        if before is None:
            return None
        return [now - before, percent(now - before, before) if before else None]

    def results(self):
        finished = self.finished(self.first, self.last)
        figures = self.counted(finished)
        figures |= {f"{code}c": n for code, n in self.counted(self.finished(self.year_first, self.last)).items()}
        figures["T3"] = sum(one["rewarded"] for one in self.rewarded(self.first))
        figures["T3c"] = sum(one["rewarded"] for one in self.rewarded(self.year_first))
        better = figures["R4"] + figures["R5"] + figures["R6"]
        if figures["R3"]:
            figures["R10"] = percent(better, figures["R3"])
            marked = [one["results"] for one in finished if self.marked(one)]
            rates = [(Decimal(sum(r[b] for b in BANDS[:3])) / sum(r[b] for b in BANDS), r) for r in marked]
            lowest = min(rates, key=lambda pair: pair[0])[1]
            figures["R12"] = percent(sum(lowest[b] for b in BANDS[:3]), sum(lowest[b] for b in BANDS))
        if figures["R2"]:
            figures["R11"] = percent(sum(map(self.completed, finished)), figures["R2"])
        return figures

    def rewarded(self, first):
        return [
            one
            for one in self.classes
            if one["kind"] == "normal" and one["rewarded"] and first <= ended(one) <= self.last
        ]

    def marked(self, one):
        return sum(one["results"][band] for band in BANDS) if one["results"] else 0

    def counted(self, finished):
        return {
            "R1": len(finished),
            "R2": sum(map(present, finished)),
            "R3": sum(map(self.marked, finished)),
            **{
                f"R{place}": sum(one["results"][band] for one in finished if one["results"])
                for place, band in enumerate(BANDS, 4)
            },
            "R9": sum(map(self.not_assessed, finished)),
        }

    def not_assessed(self, one):
        if one["results"]:
            return one["results"]["not_assessed"]
        return 0 if one["assessed_by"] == "centre" else present(one)

    def completed(self, one):
        if one["assessed_by"] == "nobody":
            return present(one)
        if not one["results"] or not one["recognised"]:
            return 0
        return sum(one["results"][band] for band in BANDS[:4])

    def titles(self):
        considered = [one for one in self.finished(self.first, self.last) if one["considered_for_titles"]]
        if not considered:
            return {}
        titled = [one["titled"] for one in considered]
        figures = {"T1": [None if None in titled else sum(titled), len(considered)]}
        base = sum(map(present, considered))
        if base:
            excellent = [self.excellent(one) for one in considered]
            figures["T2"] = [None if None in excellent else sum(excellent), base]
        return figures

    def excellent(self, one):
        if one["assessed_by"] == "nobody":
            return 0
        if one["assessed_by"] == "partner":
            return one["results"]["xuat_sac"] if self.marked(one) else None
        if one["results"]:
            return one["results"]["xuat_sac"]
        return None if present(one) else 0

    def maintained(self):
        kept = [
            one
            for one in self.classes
            if one["kind"] == "maintained"
            and one["status"] in ("open", "closed")
            and day(one["opened"]) <= self.last
            and not (one["status"] == "closed" and day(one["closed"]) <= self.last)
        ]
        graduated = [
            one["graduated"]
            for one in self.classes
            if one["graduated"] and self.first <= ended(one) <= self.last and one["status"] in ("open", "closed")
        ]
        return {"M1": len(kept), "M2": sum(map(present, kept)), "M3": len(graduated), "M4": sum(graduated)}

    def staff(self):
        centre = next(one for one in self.case["centres"] if one["code"] == self.centre)
        return {
            "L1": centre["staff"],
            "L2": centre["lecturers_full_time"],
            "L3": centre["lecturers_part_time"],
        }

    def rows(self, book):
        """The centre's rows of a book up to the last day. A case without books knows nothing of certificates and the like."""
        rows = self.case.get("books", {}).get(self.centre, {}).get(book, [])
        return [one for one in rows if day(one["date"]) <= self.last]

    def over_days(self, code, begun, rows, amount=lambda one: 1):
        """The figure in the period and in the year to date."""
        spans = {code: self.first, f"{code}c": self.year_first}
        return {
            name: sum(amount(one) for one in rows if day(one["date"]) >= first) if begun else None
            for name, first in spans.items()
        }

    def certificates(self):
        entries, moved = self.rows("register"), self.rows("blanks")
        figures = {"C4": None}
        for code, kind in (("C1", "issued"), ("C2", "reissued"), ("C3", "withdrawn")):
            figures |= self.over_days(code, entries, [one for one in entries if one["kind"] == kind])
        if moved:
            received, spoiled = (
                sum(one["quantity"] for one in moved if one["kind"] == kind) for kind in ("received", "spoiled")
            )
            used = len([one for one in entries if one["kind"] != "withdrawn"])
            left = received - used - spoiled
            figures["C4"] = {"received": received, "used": used, "spoiled": spoiled, "left": left}
        return figures

    def lecturers(self):
        figures, activities = {}, [one for one in self.rows("activities") if one["kind"] != "marking"]
        for code, kind in (("L4", "observation"), ("L5", "training"), ("L6", "contest")):
            figures |= self.over_days(code, activities, [one for one in activities if one["kind"] == kind])
        held = [one for one in self.rows("sessions") if not one["cancelled"]]
        for code, kind in (("L7", "visit"), ("L8", "local")):
            begun_on = {}
            for one in held:
                if one["kind"] == kind:
                    topic = one["class"], one["topic"]
                    begun_on[topic] = min(begun_on.get(topic, one["date"]), one["date"])
            figures |= self.over_days(code, held, [{"date": first} for first in begun_on.values()])
        taught = [one for one in held if one["lecturer"]]
        return figures | self.over_days("L9", taught, taught, lambda one: one["periods"])

    def courses(self):
        rows = self.rows("courses")
        return self.over_days("S1", rows, rows) | self.over_days("S2", rows, rows, lambda one: one["people"])

    def breakdown(self, key_of):
        found = {}
        for one in self.opened(self.first, self.last):
            classes, learners = found.get(key_of(one), (0, 0))
            found[key_of(one)] = classes + 1, learners + present(one)
        return {key: list(pair) for key, pair in found.items()}

    def breakdowns(self):
        return {
            "programme": self.breakdown(lambda one: one["programme"]),
            "partner": self.breakdown(lambda one: one["partner"] if one["ownership"] == "joint" else "own"),
            "month": self.breakdown(lambda one: one["opened"][:7]),
        }

    def without_marks(self):
        finished = self.finished(self.first, self.last)
        return [
            one["code"] for one in finished if one["assessed_by"] == "centre" and not one["results"] and present(one)
        ]


def main(path, centre, period):
    with open(path, encoding="utf-8") as file:
        recount = Recount(json.load(file), centre, period)
    answer = {
        "figures": recount.figures(),
        "breakdowns": recount.breakdowns(),
        "without_marks": recount.without_marks(),
    }
    print(json.dumps(answer, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
