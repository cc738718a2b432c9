from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import Prefetch

from centres.admin.base import InForce, RegisterAdmin, RegisterInline, yes_or_no
from centres.models import Membership, User

admin.site.unregister(Group)  # who may do what follows from memberships


class PasswordButton(ReadOnlyPasswordHashWidget):
    def get_context(self, name, value, attrs):
        """Only the button: what the hash is made of tells an administrator nothing."""
        context = super().get_context(name, value, attrs)
        context["summary"] = []
        return context


class AccountForm(UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User
        fields = ["username", "password", "full_name", "is_active", "is_superuser"]
        labels = {"is_active": "Đang dùng", "is_superuser": "Quản trị viên"}
        help_texts = {
            "is_active": "Bỏ chọn khi người này thôi việc: không đăng nhập được nữa, những gì đã làm vẫn ghi tên họ.",
            "is_superuser": "Được vào trang quản trị và xem mọi trung tâm. Chỉ dành cho người quản trị chương trình.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "password" in self.fields:
            self.fields["password"].widget = PasswordButton()
            self.fields["password"].help_text = "Không ai đọc được mật khẩu đã đặt; quên thì đặt mật khẩu mới."


class NewAccountForm(UserCreationForm):
    class Meta(UserCreationForm.Meta):
        model = User
        fields = ["username", "full_name"]


class NewPasswordForm(AdminPasswordChangeForm):
    """Without the choice to forbid logging in by password: there is no other way to log in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


STATES = (yes_or_no("is_active", "đang dùng"), yes_or_no("is_superuser", "quản trị viên"))


class MembershipInline(RegisterInline):
    model = Membership
    autocomplete_fields = ["centre", "province"]
    verbose_name_plural = "vai trò ở các trung tâm, các tỉnh"


@admin.register(User)
class AccountAdmin(RegisterAdmin, UserAdmin):
    form, add_form, change_password_form = AccountForm, NewAccountForm, NewPasswordForm
    fieldsets = [
        (None, {"fields": ["username", "full_name", "password"]}),
        ("Trạng thái", {"fields": ["is_active", "is_superuser", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["username", "full_name", "password1", "password2"]})]
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["username", "full_name", "roles", *STATES, "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    filter_horizontal = []
    search_fields = ["username", "full_name"]
    inlines = [MembershipInline]
    actions = ["deactivate", "activate"]

    def get_queryset(self, request):
        memberships = Membership.objects.active().select_related("centre", "province").order_by("pk")
        return super().get_queryset(request).prefetch_related(Prefetch("memberships", memberships, "in_force"))

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    @admin.display(description="vai trò hiện nay")
    def roles(self, user):
        return "; ".join(f"{m.get_role_display()} – {m.centre or m.province}" for m in user.in_force) or None

    def has_delete_permission(self, request, obj=None):
        return False  # what people entered and approved keeps their names: accounts are deactivated

    def save_model(self, request, obj, form, change):
        obj.is_staff = obj.is_superuser  # Django's own pages ask for both
        super().save_model(request, obj, form, change)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return own_account_form(form) if obj == request.user else form

    @admin.action(description="Ngừng các tài khoản đã chọn")
    def deactivate(self, request, queryset):
        others = queryset.exclude(pk=request.user.pk)
        self.set_active(request, others, active=False)
        if queryset.filter(pk=request.user.pk).exists():
            self.message_user(request, "Không ngừng tài khoản của chính mình.", messages.WARNING)

    @admin.action(description="Cho các tài khoản đã chọn hoạt động lại")
    def activate(self, request, queryset):
        self.set_active(request, queryset, active=True)

    def set_active(self, request, queryset, *, active):
        changed = queryset.exclude(is_active=active)
        for user in changed:
            user.is_active = active
            user.save(update_fields=["is_active"])  # one by one, so that each has it in its history
        done = "cho hoạt động lại" if active else "ngừng"
        self.message_user(request, f"Đã {done} {len(changed)} tài khoản.")


def own_account_form(form_class):
    """The form of one's own account: the last administrator must not lock the door from outside."""

    class OwnAccountForm(form_class):
        def clean(self):
            cleaned = super().clean()
            for name in ("is_active", "is_superuser"):
                if name in self.fields and not cleaned.get(name):
                    self.add_error(name, ValidationError("Không tự bỏ quyền của chính mình; nhờ quản trị viên khác."))
            return cleaned

    return OwnAccountForm


@admin.register(Membership)
class MembershipAdmin(RegisterAdmin):
    list_display = ["user", "role", "centre", "province", "valid_from", "valid_to"]
    list_filter = ["role", InForce, "centre__province"]
    list_select_related = ["user", "centre", "province"]
    search_fields = ["user__username", "user__full_name", "centre__name", "province__name"]
    autocomplete_fields = ["user", "centre", "province"]
    date_hierarchy = "valid_from"
