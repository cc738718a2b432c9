from django.urls import path

from centres import job_views, views

app_name = "centres"
urlpatterns = [
    path("trung-tam/", views.centre_list, name="list"),
    path("trung-tam/<slug:code>/chon/", views.choose_centre, name="choose"),
    # /viec-chay-nen/
    path("viec-chay-nen/", job_views.job_list, name="jobs"),
    path("viec-chay-nen/<int:pk>/", job_views.job, name="job"),
    path("viec-chay-nen/<int:pk>/dung/", job_views.cancel_job, name="cancel_job"),
]
