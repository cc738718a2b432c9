"""Why a class's marks have their bands: the rules it is judged by, with the document they rest on."""

from django import template

from classes.models import TrainingClass
from learners.bands import band_ranges, rules_of

register = template.Library()


@register.inclusion_tag("learners/includes/why_bands.html", takes_context=True)
def why_bands(context, training_class: TrainingClass) -> dict:
    """ "Vì sao xếp loại thế này?": the bands, the limits and their document, from the rules' own row."""
    rules = context["rules"] if "rules" in context else rules_of(training_class)
    return {"rules": rules, "ranges": band_ranges(rules) if rules else []}
