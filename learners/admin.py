"""What administrators may set about learner lists: the words by which they are read."""

from django.contrib import admin

from centres.admin.base import RegisterAdmin, yes_or_no
from learners.models import RosterWord
from learners.rules_admin import PreviewedRulesAdmin

__all__ = ["PreviewedRulesAdmin", "RosterWordAdmin"]


@admin.register(RosterWord)
class RosterWordAdmin(RegisterAdmin):
    list_display = ["text", "kind", "meaning", "rank", "centre", yes_or_no("in_use", "đang dùng"), "confidence"]
    list_filter = ["kind", "in_use", "confidence"]
    list_select_related = ["centre"]
    search_fields = ["text", "meaning", "source"]
    autocomplete_fields = ["centre"]
