"""What tests of the administration ask and read alike."""

from django.urls import reverse


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def inline(prefix, *rows, initial=0):
    """The fields of an inline's rows as a browser posts them."""
    posted = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    return posted | {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def faults(response):
    """All sentences that refuse the form, wherever they stand."""
    form = response.context["adminform"].form
    found = [text for texts in form.errors.values() for text in texts]
    for formset in (one.formset for one in response.context["inline_admin_formsets"]):
        found += list(formset.non_form_errors())
        found += [text for row in formset.errors for texts in row.values() for text in texts]
    return found
