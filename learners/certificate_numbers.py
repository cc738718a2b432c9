"""Certificate numbers: a pattern per centre and programme, a gap-free series behind each."""

from centres.models import Centre
from classes.models import Programme
from learners.models import CertificatePattern, CertificateSeries
from learners.models.certificate import DEFAULT_PATTERN, SEQUENCE

# Where the running number stands in the name of a series, however many figures it is written with
_PLACE = "{seq}"


def pattern_of(centre: Centre, programme: Programme) -> str:
    """The programme's own pattern, else the centre's general one, else the shipped default."""
    patterns = dict(CertificatePattern.objects.filter(centre=centre).values_list("programme", "pattern"))
    return patterns.get(programme.pk) or patterns.get(None) or DEFAULT_PATTERN


def patterns_shown(centre: Centre, year: int) -> list[tuple[CertificatePattern, str]]:
    """The centre's patterns, the general one first (the shipped one where it has none), each with an example of its numbers."""
    own = list(CertificatePattern.objects.filter(centre=centre).select_related("programme").order_by("programme__name"))
    general = [one for one in own if one.programme is None] or [CertificatePattern(centre=centre)]
    return [(one, _example(one, year)) for one in general + [one for one in own if one.programme]]


def _example(pattern, year):
    programme = pattern.programme or Programme(code="nhan-thuc-ve-dang")
    return _numbered(_filled(pattern.pattern, programme, year), 1)


def take_numbers(centre: Centre, programme: Programme, year: int, count: int) -> list[str]:
    """The next `count` numbers, in order. Only inside the transaction that issues, so that a failure leaves no gap."""
    pattern = _filled(pattern_of(centre, programme), programme, year)
    series, _ = CertificateSeries.objects.select_for_update().get_or_create(
        centre=centre, series=SEQUENCE.sub(_PLACE, pattern)
    )
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return [_numbered(pattern, number) for number in range(first, first + count)]


def next_number(centre: Centre, programme: Programme, year: int) -> str:
    """The number that would be given next: for showing, not for keeping."""
    pattern = _filled(pattern_of(centre, programme), programme, year)
    found = CertificateSeries.objects.filter(centre=centre, series=SEQUENCE.sub(_PLACE, pattern)).first()
    return _numbered(pattern, (found.last if found else 0) + 1)


def initials(programme: Programme) -> str:
    """The letters that stand for a programme in a number: NTVD for nhan-thuc-ve-dang."""
    return "".join(word[0] for word in programme.code.split("-") if word).upper()


def _filled(pattern, programme, year):
    return pattern.replace("{năm}", str(year)).replace("{chương trình}", initials(programme))


def _numbered(pattern, number):
    return SEQUENCE.sub(lambda place: f"{number:0{len(place[1])}}", pattern)
