from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from centres.admin.base import ReadOnly, RegisterAdmin
from centres.models import Job

admin.site.unregister(DBTaskResult)  # the queue's own page speaks English; jobs are what people asked for


@admin.register(Job)
class JobAdmin(ReadOnly, RegisterAdmin):
    """Long work and how it went, to be read only: it is asked for and stopped on its own pages."""

    list_display = ["title", "centre", "user", "progress", "requested_at", "finished_at", "cancelled_at", "error"]
    list_select_related = ["centre", "user"]
    search_fields = ["title", "user__username", "user__full_name"]
    date_hierarchy = "requested_at"
    fields = readonly_fields = [*list_display, "beat_at"]

    @admin.display(description="đã làm")
    def progress(self, job):
        return f"{job.done}/{job.total}" if job.total else str(job.done)
