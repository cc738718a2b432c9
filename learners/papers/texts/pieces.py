"""Sentences and lines that several papers share."""

from classes.wording import in_sentence
from learners.models.paper import PaperKind
from learners.papers.facts import DOTS, counted
from learners.papers.value import Annex, ClassPaper, Line


def numbered_paper(facts, kind, printed, body, recipients, annexes=()):
    """A paper that bears a number; parts of the body that are None are left out."""
    head = facts.head(kind, printed, recipients=recipients)
    title = f"{PaperKind(kind).label} – {facts.training_class.name}"
    return ClassPaper(file_name(facts, kind), title, head, kept(body), tuple(annexes))


def enclosed(facts, kind, printed, title, table, people):
    """The list behind a numbered paper: of which class, with which paper it goes, how many `people` it names."""
    note = f"kèm theo {facts.cited(kind, printed)} của {facts.name}"
    return Annex(title, in_sentence(facts.training_class), note, table, f"Danh sách gồm {counted(people, 'học viên')}.")


def kept(body):
    """The parts of a body that there are."""
    return tuple(part for part in body if part is not None)


def file_name(facts, kind):
    """The name under which the paper is saved, without ending."""
    return f"{kind}-lop-{facts.training_class.pk}"


def decides(facts):
    """Who decides, between the grounds and the articles."""
    return [Line(f"GIÁM ĐỐC {facts.name.upper()}", "decider"), Line("QUYẾT ĐỊNH", "decider")]


def bases(facts, *groups):
    """Căn cứ lines: the centre's own, then those of this paper; all end with ";" but the last, which ends with ","."""
    lines = [line.strip() for line in facts.settings.bases.splitlines() if line.strip()]
    texts = [f"Căn cứ {_bare(line)}" for line in lines]
    for group in groups:
        if isinstance(group, str):
            texts.append(f"Xét {group}")
        else:
            texts += [f"Căn cứ {_bare(line)}" for line in group]
    last = len(texts)
    return [Line(f"- {text}{',' if place == last else ';'}", "basis") for place, text in enumerate(texts, 1)]


def _bare(line):
    """A line as typed, without what the paper itself prints around it."""
    line = line.strip().lstrip("-– ").rstrip(".;, ")
    return line[6:].strip() if line.lower().startswith("căn cứ") else line


def after_citing(cited, facts, kind):
    """A cited paper of the class, with who issued it and what it is about."""
    about = {
        PaperKind.OPENING: f"về việc mở {in_sentence(facts.training_class)}",
        PaperKind.RECOGNITION: f"về việc công nhận kết quả {in_sentence(facts.training_class)}",
        PaperKind.NOTICE: "về việc triệu tập học viên",
        PaperKind.MINUTES: "về việc xét kết quả học tập",
    }[kind]
    return f"{cited} của {facts.name} {about}"


def with_post(name, post):
    """A person with their post, where it is known; dots for nobody."""
    return f"{name}, {post}" if name and post else name or f"{DOTS}{DOTS}"


def bands_line(facts):
    """Of those assessed, how many in each band."""
    count = facts.counts
    if not count.assessed:
        return []
    parts = [
        f"{band.label.lower()} {counted(number, 'học viên')} ({count.share(number)})"
        for band, number in count.bands.items()
        if number
    ]
    return [Line(f"Được đánh giá {counted(count.assessed, 'học viên')}: {', '.join(parts)}.")]
