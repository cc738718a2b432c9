"""What the database itself keeps of certificates: every act still works, and nothing done is changed or deleted."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from centres import dates
from centres.append_only import install, remove
from learners.actions import certificates as acts
from learners.append_only import KEPT, PRINTED
from learners.models import Certificate, RegisterEntry, RegisterVolume
from tests import factories

DAY = date(2022, 3, 20)
OTHER = {
    "number": "99/2022",
    "code": "khac",
    "issued_on": date(2022, 3, 21),
    "valid_until": date(2030, 1, 1),
    "printed": {"full_name": "Người Khác"},
    "pdf": b"khac",
}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))
    monkeypatch.setattr(acts, "certificate_pdf", lambda certificate: f"giấy {certificate.number}".encode())
    monkeypatch.setattr(acts, "register_pdf", lambda centre, entries, number, day: (1, b"quyen"))


@pytest.fixture
def guarded(db):
    """The triggers that a migration makes; taken out again, because other tests empty these tables."""
    install(connection, KEPT)
    yield
    remove(connection, KEPT)


@pytest.fixture
def issued(guarded, centre, other_centre, clerk):
    """Three certificates by their numbers: replaced with its paper, withdrawn without one, and the new one."""
    training_class = factories.make_closed_class(centre, "L-01", recognition_number="09-QĐ/TTCT")
    for name in ("Vũ Thị Ánh", "Hồ Ngọc Bích"):
        factories.enrol(training_class, factories.make_learner(centre, name), mark=8)
    given = {"issued_on": DAY, "user": clerk, "address": "https://so-lop.example"}
    replaced, withdrawn = acts.issue_certificates(training_class=training_class, **given)
    acts.store_paper(replaced)
    new = acts.reissue_certificate(certificate=replaced, reason="In mờ", **given)
    acts.withdraw_certificate(certificate=withdrawn, withdrawn_on=DAY, reason="Cấp nhầm", user=clerk)
    acts.bind_volume(centre=centre, user=clerk)
    return replaced, withdrawn, new


def refuse(act):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        act()


def test_every_act_works_and_a_paper_is_stored_once(issued):
    replaced, withdrawn, new = issued
    assert acts.store_paper(withdrawn) == "giấy 002/2022-NTVD".encode()
    assert acts.store_paper(replaced) == "giấy 001/2022-NTVD".encode()
    kinds = list(RegisterEntry.objects.order_by("number").values_list("kind", "certificate"))
    assert kinds == [
        ("issued", replaced.pk),
        ("issued", withdrawn.pk),
        ("reissued", new.pk),
        ("withdrawn", withdrawn.pk),
    ]


@pytest.mark.parametrize("field", OTHER)
def test_printed_data_do_not_change_with_or_without_a_paper(issued, field):
    before = list(Certificate.objects.order_by("pk").values())
    for certificate in issued:
        if field != "pdf" or certificate.pdf:
            refuse(lambda pk=certificate.pk: Certificate.objects.filter(pk=pk).update(**{field: OTHER[field]}))
    assert list(Certificate.objects.order_by("pk").values()) == before


def test_a_paper_does_not_come_with_other_data_and_does_not_go(issued):
    replaced, withdrawn, _ = issued
    refuse(lambda: Certificate.objects.filter(pk=withdrawn.pk).update(pdf=b"khac", number="99/2022"))
    refuse(lambda: Certificate.objects.filter(pk=replaced.pk).update(pdf=None))


@pytest.mark.parametrize(
    ("model", "changed"),
    [(RegisterEntry, {"reason": "sửa"}), (RegisterEntry, {"number": 9}), (RegisterVolume, {"pages": 7})],
)
def test_register_and_its_volumes_do_not_change(issued, model, changed):
    refuse(lambda: model.objects.filter(pk=model.objects.earliest("pk").pk).update(**changed))
    assert not model.objects.filter(**changed).exists()


@pytest.mark.parametrize("model", [Certificate, RegisterEntry, RegisterVolume])
def test_nothing_is_deleted(issued, model):
    number = model.objects.count()
    refuse(lambda: model.objects.order_by("-pk")._raw_delete("default"))
    assert model.objects.count() == number > 0


def test_every_column_but_the_paper_is_kept():
    """A new column of certificates has to be named here, or it could be changed."""
    columns = {field.column for field in Certificate._meta.local_concrete_fields}
    assert columns == {*PRINTED, "pdf"}
