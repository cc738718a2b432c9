"""Which rows keep a history of their fields. Bulk writes leave none: an import batch is the history of its rows."""

from auditlog.cid import get_cid
from auditlog.context import disable_auditlog
from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.db.models.signals import pre_save

from centres.models import (
    Centre,
    CentreName,
    Locality,
    Membership,
    Province,
    SendingUnit,
    ServedLocality,
    StaffCount,
    User,
)


def keep_history(model, *, left_out=(), last_four_of=(), hidden=()):
    """Log every saved change of the model's own fields.

    Of `last_four_of` (numbers of persons) only the end is logged, of `hidden` that there was a change.
    """
    # Named one by one: auditlog would also log the managers of other models' foreign keys.
    fields = [field.name for field in model._meta.concrete_fields if field.name not in {"id", *left_out}]
    auditlog.register(
        model,
        include_fields=fields,
        mask_fields=[*last_four_of, *hidden],
        mask_callable="centres.history.hide" if hidden else "centres.history.last_four",
        m2m_fields={field.name for field in model._meta.local_many_to_many if field.name not in left_out},
    )


def delete_logged(rows: QuerySet) -> int:
    """Delete many rows with an entry in the history for each, written at once; return how many. Inside a transaction."""
    rows = list(rows)
    if rows:
        LogEntry.objects.bulk_create([_entry_of_deletion(row) for row in rows], batch_size=500)
        with disable_auditlog():
            type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _entry_of_deletion(row):
    entry = LogEntry(
        content_type=ContentType.objects.get_for_model(row),
        object_pk=str(row.pk),
        object_id=row.pk,
        object_repr=str(row),
        action=LogEntry.Action.DELETE,
        changes=model_instance_diff(row, None, use_json_for_changes=settings.AUDITLOG_STORE_JSON_CHANGES),
        cid=get_cid(),
    )
    pre_save.send(sender=LogEntry, instance=entry)  # who does it: auditlog hears of single entries only
    return entry


def last_four(value: str) -> str:
    return f"•••{value[-4:]}" if value not in {"", "None"} else value


def hide(value: str) -> str:
    return "•••"


keep_history(
    User, left_out=["last_login", "groups", "user_permissions", "first_name", "last_name"], hidden=["password"]
)
for model in (Province, Centre, CentreName, StaffCount, Locality, ServedLocality, SendingUnit, Membership):
    keep_history(model)
