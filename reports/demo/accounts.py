"""Accounts for a look around, all with one password that everybody may know; never on a production server."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from centres.models import Centre, Membership, Province, Role, User

PASSWORD = "xem-thu-2-buoi"  # noqa: S105  public on purpose
ADMINISTRATOR = "administrator"
NAMES = {
    Role.CLERK: ("giaovu", "Giáo vụ"),
    Role.DIRECTOR: ("giamdoc", "Giám đốc"),
    Role.LECTURER: ("giangvien", "Giảng viên"),
    Role.HOST_REVIEWER: ("danguy", "Cấp ủy"),
    Role.PROVINCE_REVIEWER: ("tuyengiao", "Tuyên giáo"),
}


@dataclass(frozen=True)
class Account:
    role: str
    username: str
    full_name: str
    centre: Centre | None = None
    province: Province | None = None

    def listed(self, password: str | None) -> dict:
        """As var/demo-accounts.json holds it; no password where its owner has changed it."""
        place = {"centre": self.centre.code} if self.centre else {}
        place |= {"province": self.province.code} if self.province else {}
        return {"role": str(self.role), "username": self.username, "password": password, **place}


def shipped_codes() -> set[str]:
    """Codes of the centres of the case files that come with the program."""
    files = (settings.BASE_DIR / "demo" / "cases").glob("*.json")
    return {centre["code"] for file in files for centre in json.loads(file.read_text("utf-8"))["centres"]}


def wanted(invented: Centre) -> list[Account]:
    """Who should have an account: every role at the invented centre, those who enter and sign at the others."""
    shipped = Centre.objects.filter(code__in=shipped_codes()).select_related("province")
    found = [Account(ADMINISTRATOR, "quantri", "Quản trị viên")]
    found += [at_centre(role, invented) for role in NAMES if role != Role.PROVINCE_REVIEWER]
    found += [at_centre(role, centre) for centre in shipped for role in (Role.CLERK, Role.DIRECTOR)]
    provinces = dict.fromkeys([invented.province, *(centre.province for centre in shipped)])
    return found + [at_province(province) for province in provinces]


def at_centre(role, centre) -> Account:
    name, title = NAMES[role]
    return Account(role, f"{name}.{centre.code}", f"{title} {centre.place}", centre=centre)


def at_province(province) -> Account:
    name, title = NAMES[Role.PROVINCE_REVIEWER]
    return Account(Role.PROVINCE_REVIEWER, f"{name}.{province.code}", f"{title} {province.name}", province=province)


def make_accounts(accounts: list[Account]) -> list[dict]:
    """Make those that are missing; return all as they are listed. Who has an account keeps it as it is."""
    held = dict(User.objects.filter(username__in=[a.username for a in accounts]).values_list("username", "password"))
    # Hashing takes long on purpose: one hash serves all, and only hashes that differ from it are looked at again
    unchanged = {encoded for encoded in set(held.values()) if check_password(PASSWORD, encoded)}
    encoded = next(iter(unchanged), None) or make_password(PASSWORD)
    for account in accounts:
        if account.username not in held:
            make_account(account, encoded)
    return [a.listed(PASSWORD if held.get(a.username, encoded) in {encoded, *unchanged} else None) for a in accounts]


def make_account(account: Account, encoded: str) -> None:
    administrator = account.role == ADMINISTRATOR
    user = User.objects.create(
        username=account.username,
        full_name=account.full_name,
        password=encoded,
        is_staff=administrator,
        is_superuser=administrator,
    )
    if not administrator:
        Membership.objects.create(user=user, role=account.role, centre=account.centre, province=account.province)
