from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from centres.admin.base import InForce, InlineRows, RegisterAdmin, RegisterInline
from centres.keys import is_key
from centres.models import Centre, CentreName, Locality, Province, SendingUnit, ServedLocality, StaffCount
from centres.models.locality import OVERLAP


def list_link(model, text, **filters):
    """A link to the administration's list of the model, filtered."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", query=filters)
    return format_html('<a href="{}">{}</a>', url, text)


@admin.register(Province)
class ProvinceAdmin(RegisterAdmin):
    list_display = ["name", "code", "committee", "board", "valid_from", "valid_to", "successor", "centre_count"]
    list_filter = [InForce]
    list_select_related = ["successor"]
    search_fields = ["name", "code", "committee"]
    autocomplete_fields = ["successor"]
    inlines = []  # later apps add what they keep for a province
    fieldsets = [
        (None, {"fields": ["name", "code", "committee", "board"]}),
        ("Kiểm tra báo cáo", {"fields": ["public_totals"]}),
        ("Thời gian", {"fields": [("valid_from", "valid_to"), "successor"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_centres=Count("centres"))

    @admin.display(description="số trung tâm", ordering="number_of_centres")
    def centre_count(self, province):
        return list_link(Centre, province.number_of_centres, province__id__exact=province.pk)


class CentreNameInline(RegisterInline):
    model = CentreName
    verbose_name_plural = "tên cũ (văn bản in dưới tên nào thì giữ tên đó)"


class StaffCountInline(RegisterInline):
    model = StaffCount


@admin.register(Locality)
class LocalityAdmin(RegisterAdmin):
    list_display = ["name", "province", "serving"]
    list_filter = ["province"]
    list_select_related = ["province"]
    search_fields = ["name", "province__name"]
    autocomplete_fields = ["province"]
    fields = ["province", "name"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("served__centre")

    def choice_label(self, locality):
        return f"{locality} – {locality.province}"

    @admin.display(description="trung tâm phục vụ")
    def serving(self, locality):
        return "; ".join(dict.fromkeys(row.centre.name for row in locality.served.all()))


class ServedRows(InlineRows):
    """Localities of the centre's own province; one may be given up and served again, but never twice on one day."""

    def clean(self):
        super().clean()
        rows = self.kept_forms()
        for place, form in enumerate(rows):
            if form.instance.locality.province_id != self.instance.province_id:
                form.add_error("locality", "Địa bàn phải thuộc cùng tỉnh với trung tâm.")
            if any(form.instance.overlaps(earlier.instance) for earlier in rows[:place]):
                form.add_error("valid_from", OVERLAP)


class ServedLocalityInline(RegisterInline):
    model = ServedLocality
    formset = ServedRows
    autocomplete_fields = ["locality"]
    verbose_name_plural = "địa bàn phục vụ (xã, phường, đặc khu; trước 01/7/2025 là huyện)"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("locality__province", "centre__province")


class CentreForm(forms.ModelForm):
    def clean_predecessors(self):
        predecessors = self.cleaned_data["predecessors"]
        if self.instance in predecessors:
            raise ValidationError("Trung tâm không thể là tiền thân của chính nó.")
        if later := [c for c in predecessors if self.instance.pk and self.instance in c.predecessors.all()]:
            raise ValidationError(f"{later[0]} đã ghi trung tâm này là tiền thân của mình.")
        return predecessors


@admin.register(Centre)
class CentreAdmin(RegisterAdmin):
    form = CentreForm
    list_display = ["name", "code", "province", "level", "host", "valid_from", "valid_to", "unit_count"]
    list_filter = ["level", InForce, "province"]
    list_select_related = ["province"]
    search_fields = ["name", "code", "host", "province__name"]
    autocomplete_fields = ["province", "predecessors"]
    inlines = [CentreNameInline, ServedLocalityInline, StaffCountInline]
    fieldsets = [
        (None, {"fields": ["name", "code", "province", "level", "host", "place"]}),
        ("Thời gian và tiền thân", {"fields": [("valid_from", "valid_to"), "predecessors"]}),
        (
            "Thể thức văn bản",
            {
                "fields": [
                    "host_heading",
                    "name_heading",
                    "symbol",
                    ("signer_name", "deputy_name"),
                    "recipients",
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_units=Count("units"))

    @admin.display(description="số đơn vị", ordering="number_of_units")
    def unit_count(self, centre):
        return list_link(SendingUnit, centre.number_of_units, centre__id__exact=centre.pk)


def ends_in(name: str, localities) -> Locality | None:
    """The one locality whose whole name the unit's name ends with, whatever the capitals."""
    found = [one for one in localities if f" {name}".casefold().endswith(f" {one.name}".casefold())]
    return max(found, key=lambda one: len(one.name), default=None)


class UnitsOfCentre(AutocompleteSelect):
    """Offers units of one centre only; which centre is written into the address it asks."""

    centre_id = None

    def get_url(self):
        return f"{super().get_url()}?centre={self.centre_id}" if self.centre_id else super().get_url()


class SendingUnitForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        centre = self.instance.centre_id or self.initial.get("centre")
        if self.instance.pk:
            self.fields["centre"].disabled = True
        if "parent" in self.fields:
            self.fields["parent"].widget.widget.centre_id = centre


@admin.register(SendingUnit)
class SendingUnitAdmin(RegisterAdmin):
    form = SendingUnitForm
    list_display = ["name", "parent", "centre", "locality", "valid_from", "valid_to"]
    list_filter = [InForce, "centre__province"]
    list_select_related = ["parent", "centre", "locality"]
    search_fields = ["name", "parent__name", "centre__name"]
    autocomplete_fields = ["centre", "parent", "locality"]
    fields = ["centre", "parent", "name", "locality", ("valid_from", "valid_to")]
    actions = ["set_localities"]

    @admin.action(description="Ghi địa bàn theo tên đơn vị (tên kết thúc bằng tên địa bàn trung tâm phục vụ)")
    def set_localities(self, request, queryset):
        """Units without a locality whose name says which of the centre's it is: Đảng bộ xã Suối Đào."""
        units = list(queryset.filter(locality__isnull=True).select_related("centre"))
        served = ServedLocality.objects.filter(centre__in={unit.centre_id for unit in units}).select_related("locality")
        named = 0
        for unit in units:
            found = ends_in(unit.name, {row.locality for row in served if row.centre_id == unit.centre_id})
            if found:
                unit.locality = found
                unit.save(update_fields=["locality"])
                named += 1
        self.message_user(request, f"Đã ghi địa bàn cho {named} đơn vị; {len(units) - named} đơn vị tên không nói rõ.")

    def lookup_allowed(self, lookup, value, request):
        return lookup == "centre__id__exact" or super().lookup_allowed(lookup, value, request)

    def choice_label(self, unit):
        return f"{unit} – {unit.parent or unit.centre}"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "parent":
            kwargs["widget"] = UnitsOfCentre(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        queryset, doubled = super().get_search_results(request, queryset, search_term)
        centre = request.GET.get("centre", "")
        return (queryset.filter(centre=centre) if is_key(centre) else queryset), doubled
