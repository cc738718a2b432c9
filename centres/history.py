"""Which rows keep a history of their fields. Bulk writes leave none: an import batch is the history of its rows."""

from auditlog.registry import auditlog

from centres.models import Centre, CentreName, Membership, Province, SendingUnit, StaffCount, User


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


def last_four(value: str) -> str:
    return f"•••{value[-4:]}" if value not in {"", "None"} else value


def hide(value: str) -> str:
    return "•••"


keep_history(
    User, left_out=["last_login", "groups", "user_permissions", "first_name", "last_name"], hidden=["password"]
)
for model in (Province, Centre, CentreName, StaffCount, SendingUnit, Membership):
    keep_history(model)
