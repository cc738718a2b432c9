from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

from centres.admin.base import ReadOnly, RegisterAdmin
from centres.admin.changes import Change

admin.site.unregister(LogEntry)  # auditlog's own page speaks English
if admin.site.is_registered(EmailAddress):
    admin.site.unregister(EmailAddress)  # nobody logs in or is written to by e-mail


class ActionFilter(admin.SimpleListFilter):
    title = "việc đã làm"
    parameter_name = "viec"

    def lookups(self, request, model_admin):
        return [("them", "Thêm"), ("sua", "Sửa"), ("xoa", "Xóa"), ("mo", "Mở xem")]

    def queryset(self, request, queryset):
        actions = {
            "them": LogEntry.Action.CREATE,
            "sua": LogEntry.Action.UPDATE,
            "xoa": LogEntry.Action.DELETE,
            "mo": LogEntry.Action.ACCESS,
        }
        return queryset.filter(action=actions[self.value()]) if self.value() in actions else queryset


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnly, RegisterAdmin):
    """The log of every object; nobody adds to it, changes it or deletes from it."""

    list_display = ["when", "who", "action_name", "kind", "name"]
    list_filter = [ActionFilter]
    list_select_related = ["actor", "content_type"]
    search_fields = ["object_repr", "actor__username", "actor__full_name"]
    date_hierarchy = "timestamp"
    show_full_result_count = False  # the log grows without end
    fields = readonly_fields = ["when", "who", "address", "action_name", "kind", "name", "values"]

    @admin.display(description="lúc", ordering="timestamp")
    def when(self, entry):
        return date_format(localtime(entry.timestamp), "DATETIME_FORMAT")

    @admin.display(description="dữ liệu", ordering="object_repr")
    def name(self, entry):
        return entry.object_repr

    @admin.display(description="địa chỉ mạng")
    def address(self, entry):
        return entry.remote_addr or "–"

    @admin.display(description="người làm", ordering="actor__full_name")
    def who(self, entry):
        return Change(entry).who

    @admin.display(description="việc", ordering="action")
    def action_name(self, entry):
        return Change(entry).action

    @admin.display(description="loại dữ liệu", ordering="content_type")
    def kind(self, entry):
        return Change(entry).kind

    @admin.display(description="thay đổi")
    def values(self, entry):
        return render_to_string("admin/includes/changed_fields.html", {"change": Change(entry)})
