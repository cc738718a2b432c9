from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("quan-tri/", admin.site.urls),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("centres.urls")),
    path("", include("classes.urls")),
    path("", include("learners.urls")),
    path("", include("reports.urls")),
]
