from django.contrib import admin
from django.utils.text import Truncator

from centres.admin.base import InForce, RegisterAdmin, RegisterInline, yes_or_no
from classes.admin.programme import ProgrammeAdmin
from classes.models import Holiday, Lecturer, LecturerActivity, Lesson, Room, TeachingNorm


class LessonInline(RegisterInline):
    model = Lesson
    fields = ["position", "title", "kind", "periods", "counted", "confidence", "source"]
    verbose_name_plural = "các bài, thảo luận, thu hoạch của chương trình (thời khóa biểu được lập từ đây)"


ProgrammeAdmin.inlines = [*ProgrammeAdmin.inlines, LessonInline]


@admin.register(Holiday)
class HolidayAdmin(RegisterAdmin):
    list_display = ["name", "first_day", "last_day", "centre", "confidence", "grounds"]
    list_filter = ["confidence"]
    list_select_related = ["centre"]
    search_fields = ["name", "source", "centre__name"]
    autocomplete_fields = ["centre"]
    date_hierarchy = "first_day"
    ordering = ["-first_day"]

    @admin.display(description="căn cứ")
    def grounds(self, holiday):
        return Truncator(holiday.source).chars(90)


@admin.register(TeachingNorm)
class TeachingNormAdmin(RegisterAdmin):
    list_display = ["name", "hours", "director_percent", "deputy_percent", "valid_from", "valid_to", "confidence"]
    list_filter = [InForce]
    search_fields = ["name", "source"]


class ActivityInline(RegisterInline):
    model = LecturerActivity


@admin.register(Lecturer)
class LecturerAdmin(RegisterAdmin):
    list_display = ["full_name", "centre", "engagement", "duty", "workplace", "account", "valid_from", "valid_to"]
    list_filter = ["engagement", InForce]
    list_select_related = ["centre", "account"]
    search_fields = ["full_name", "workplace", "centre__name"]
    autocomplete_fields = ["centre", "account"]
    inlines = [ActivityInline]


@admin.register(Room)
class RoomAdmin(RegisterAdmin):
    list_display = ["name", "centre"]
    list_select_related = ["centre"]
    search_fields = ["name", "centre__name"]
    autocomplete_fields = ["centre"]


@admin.register(Lesson)
class LessonAdmin(RegisterAdmin):
    list_display = ["title", "programme", "position", "kind", "periods", yes_or_no("counted", "tính vào tỷ lệ dự học")]
    list_filter = ["programme", "kind"]
    list_select_related = ["programme"]
    search_fields = ["title", "programme__name"]
    autocomplete_fields = ["programme"]
