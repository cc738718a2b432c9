"""allauth's two forms in our layout: labels above the fields, no placeholders repeating them."""

from allauth.account import forms as account
from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper


def laid_out(form, submit):
    helper = FormHelper(form)
    helper.layout.append(StrictButton(submit, type="submit", css_class="btn-primary"))
    helper.attrs = {"novalidate": ""}  # the browser's own words would be in its own language
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    next(iter(form.fields.values())).widget.attrs["autofocus"] = True
    return helper


class LoginForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(self, "Đăng nhập")


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = laid_out(self, "Đổi mật khẩu")
