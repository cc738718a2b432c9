from allauth.account import views as account
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from config.design import design

urlpatterns = [
    # The admin site's own page for it would not count wrong passwords
    path("quan-tri/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("quan-tri/", admin.site.urls),
    # Only these of allauth's pages: no sign-up, no e-mail, no password by mail
    path("tai-khoan/dang-nhap/", account.login, name="account_login"),
    path("tai-khoan/dang-xuat/", account.logout, name="account_logout"),
    path("tai-khoan/mat-khau/", account.password_change, name="account_change_password"),
    path("tai-khoan/ngung-hoat-dong/", account.account_inactive, name="account_inactive"),
    path("he-thong/mau/", design, name="design"),
    path("", include("centres.urls")),
    path("", include("classes.urls")),
    path("", include("learners.urls")),
    path("", include("reports.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
