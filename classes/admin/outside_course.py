from django.contrib import admin

from centres.admin.base import RegisterAdmin
from classes.models import OutsideCourse


@admin.register(OutsideCourse)
class OutsideCourseAdmin(RegisterAdmin):
    list_display = ["name", "centre", "programme", "host", "first_day", "last_day", "people"]
    list_filter = ["programme", "centre__province"]
    list_select_related = ["centre", "programme"]
    search_fields = ["name", "host", "centre__name"]
    autocomplete_fields = ["centre", "programme"]
    date_hierarchy = "first_day"
