"""What every page of the administration does alike: search, history, deleting, dates of validity."""

from collections import Counter

from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import DEFAULT_DB_ALIAS
from django.db.models import IntegerField, Q, UniqueConstraint, Value
from django.forms import BaseInlineFormSet, ModelChoiceField, ModelMultipleChoiceField, inlineformset_factory
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.formats import number_format

from centres import dates, search
from centres.admin.changes import Change
from centres.keys import is_key
from centres.numbers import WholeNumberField
from centres.validity import valid_on

ENTRIES_PER_PAGE = 50


WHOLE_NUMBERS = {IntegerField: {"form_class": WholeNumberField, "widget": WholeNumberField.widget}}


class RegisterAdmin(admin.ModelAdmin):
    formfield_overrides = WHOLE_NUMBERS
    save_on_top = False
    list_per_page = 50
    object_history_template = "admin/object_history.html"

    def get_ordering(self, request):
        return self.ordering or self.opts.ordering  # a query that counts related rows drops the model's own

    def get_search_results(self, request, queryset, search_term):
        if isinstance(self.list_select_related, list):
            queryset = queryset.select_related(*self.list_select_related)  # for the labels of choices
        fields = self.get_search_fields(request)
        if not fields or not search_term.strip():
            return queryset, False
        return search.matching(queryset, fields, search_term), False

    def choice_label(self, obj) -> str:
        """The object among others in a list to choose from, where its name alone may not tell which it is."""
        return str(obj)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs | {"form_class": RowChoice})
        return labelled(self.admin_site, db_field, field)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, **kwargs | {"form_class": RowChoices})

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a choice only the button that adds one: changing or deleting it is done on its own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def history_view(self, request, object_id, extra_context=None):
        """The changes of the object and of its inline rows, field by field, instead of Django's one line each."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        page = Paginator(self.log_entries(request, obj), ENTRIES_PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Lịch sử thay đổi: {obj}",
            "module_name": self.opts.verbose_name_plural.capitalize(),
            "object": obj,
            "opts": self.opts,
            "page": page,
            "changes": [Change(entry) for entry in page],
        }
        return TemplateResponse(request, self.object_history_template, context)

    def log_entries(self, request, obj):
        entries = LogEntry.objects.get_for_object(obj)
        for inline in self.get_inline_instances(request, obj):
            entries |= entries_of_rows(inline, obj)
        return entries.select_related("actor", "content_type").order_by("-timestamp", "-pk")

    def get_deleted_objects(self, objs, request):
        """As Django's; but what stands in the way is counted, not listed: a centre may have ten thousand rows."""
        collector = NestedObjects(using=DEFAULT_DB_ALIAS, origin=objs)
        collector.collect(objs)
        obstacles = [*in_words(collector.protected), *self.reasons_to_keep(objs)]
        if obstacles:
            return [], {}, set(), obstacles
        return super().get_deleted_objects(objs, request)

    def reasons_to_keep(self, objs) -> list[str]:
        """Sentences that forbid deleting these rows, besides other rows that use them."""
        return []


def yes_or_no(name: str, description: str):
    """A column for a yes-or-no field in words: Django's tick and cross call themselves True and False."""

    @admin.display(description=description, ordering=name)
    def shown(obj):
        return "có" if getattr(obj, name) else "không"

    return shown


class RowChoice(ModelChoiceField):
    """Django's searched choice asks the database for whatever was sent, to show it again, and fails on what is no key."""

    def prepare_value(self, value):
        prepared = super().prepare_value(value)
        return prepared if may_be_key(prepared) else ""  # as an empty row sends it: None would count as a change


class RowChoices(ModelMultipleChoiceField):
    """Of several rows, for the same reason."""

    def prepare_value(self, value):
        prepared = super().prepare_value(value)
        return [one for one in prepared if may_be_key(one)] if isinstance(prepared, list) else prepared

    def clean(self, value):
        if wrong := [one for one in value or [] if not may_be_key(one)]:  # Django's own prepares before it checks
            raise ValidationError(self.error_messages["invalid_pk_value"], params={"pk": wrong[0]})
        return super().clean(value)


def may_be_key(value) -> bool:
    return not isinstance(value, str) or (is_key(value))


def labelled(site, db_field, field):
    """The field, its choices named as the administration of their model says."""
    if site.is_registered(db_field.remote_field.model):
        field.label_from_instance = site.get_model_admin(db_field.remote_field.model).choice_label
    return field


def entries_of_rows(inline, obj):
    """Log entries of the inline's rows, those deleted since included: their logs name the parent they had."""
    link = inlineformset_factory(inline.parent_model, inline.model, fields=[]).fk.name
    of_model = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(inline.model))
    parent = str(obj.pk)
    once = of_model.filter(Q(**{f"changes__{link}__0": parent}) | Q(**{f"changes__{link}__1": parent}))
    now = [str(pk) for pk in inline.model._default_manager.filter(**{link: obj}).values_list("pk", flat=True)]
    return of_model.filter(Q(object_pk__in=now) | Q(object_pk__in=once.values("object_pk")))


def in_words(rows) -> list[str]:
    counts = Counter(type(row)._meta.verbose_name for row in rows)
    largest_first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"còn {number_format(count, force_grouping=True)} {name}" for name, count in largest_first]


class InlineRows(BaseInlineFormSet):
    """Rows on one page that together break a conditional unique constraint; Django compares them by the others only."""

    def clean(self):
        super().clean()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.condition:
                self.refuse_doubles(constraint)

    def refuse_doubles(self, constraint):
        seen = set()
        for form in self.kept_forms():
            row = form.instance
            fields = self.model._meta.concrete_fields
            values = {field.name: Value(getattr(row, field.attname), field) for field in fields}
            if not constraint.condition.check(values):
                continue
            key = tuple(getattr(row, name) for name in constraint.fields if name != self.fk.name)
            if key in seen:
                form.add_error(None, ValidationError(constraint.violation_error_message))
            seen.add(key)

    def kept_forms(self):
        """Valid rows that will be there after saving."""
        deleted = set(self.deleted_forms) if self.is_bound and self.can_delete else set()
        return [f for f in self.forms if f.is_valid() and f not in deleted and (f.instance.pk or f.has_changed())]


class RegisterInline(admin.TabularInline):
    formfield_overrides = WHOLE_NUMBERS
    formset = InlineRows
    extra = 0

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs | {"form_class": RowChoice})
        return labelled(self.admin_site, db_field, field)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A plain choice: the buttons beside it would make the row wider than the page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ReadOnly:
    """Rows that come about by themselves, to be looked at only."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class InForce(admin.SimpleListFilter):
    """By the validity dates that most rows of the catalogue carry."""

    title = "hiệu lực"
    parameter_name = "hieu-luc"

    def lookups(self, request, model_admin):
        return [("nay", "Đang có hiệu lực"), ("het", "Đã hết"), ("sap", "Chưa đến ngày")]

    def queryset(self, request, queryset):
        today = dates.today()
        wanted = {"nay": valid_on(today), "het": Q(valid_to__lt=today), "sap": Q(valid_from__gt=today)}
        return queryset.filter(wanted.get(self.value(), Q()))
