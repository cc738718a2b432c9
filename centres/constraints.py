"""The shapes that recur among the named constraints, each with the sentence a user reads."""

from django.db.models import CheckConstraint, F, Q


def in_order(name: str, first: str, second: str, message: str) -> CheckConstraint:
    """`second` is not before `first`; either may be unknown."""
    condition = Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{second}__gte": F(first)})
    return CheckConstraint(name=name, condition=condition, violation_error_message=message)


def one_of(name: str, field: str, choices, message: str) -> CheckConstraint:
    """`field` holds one of the choices; choices on a field are only asked of forms, this of every row."""
    return CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": list(choices.values)}), violation_error_message=message
    )


def implies(name: str, premise: Q, conclusion: Q, message: str) -> CheckConstraint:
    """Where `premise` holds, `conclusion` holds. Neither may evaluate to NULL."""
    return CheckConstraint(name=name, condition=~premise | conclusion, violation_error_message=message)
