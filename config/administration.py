"""The administrators' site: superusers and nobody else."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from centres.search import vietnamese_key

ORDER = ["centres", "classes", "learners", "reports", "auditlog"]


class Choices(AutocompleteJsonView):
    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": self.model_admin.choice_label(obj)}


class Administration(AdminSite):
    site_header = "Sổ lớp – Quản trị"
    site_title = "Sổ lớp – Quản trị"
    index_title = "Dữ liệu dùng chung và chỉ tiêu"
    empty_value_display = "–"
    enable_nav_sidebar = False  # lists of many columns need its room; the front page shows the same

    def has_permission(self, request):
        """Django asks for staff; what is entered here is every centre's, so it takes an administrator."""
        return request.user.is_active and request.user.is_superuser

    @login_not_required
    def login(self, request, extra_context=None):
        """No second login form, whose failed tries nobody would count: to the program's own, or refused."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied("Trang quản trị chỉ dành cho quản trị viên.")
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(reverse("account_login", query={"next": wanted}))

    def get_app_list(self, request, app_label=None):
        """By use, places and people first, each one's tables by the Vietnamese alphabet, which Django does not know.

        Libraries' own tables are nobody's to edit.
        """
        ours = [app for app in super().get_app_list(request, app_label) if app["app_label"] in ORDER]
        for app in ours:
            app["models"].sort(key=lambda model: vietnamese_key(model["name"]))
        return sorted(ours, key=lambda app: ORDER.index(app["app_label"]))

    def autocomplete_view(self, request):
        return Choices.as_view(admin_site=self)(request)


class AdministrationConfig(AdminConfig):
    default_site = "config.administration.Administration"
