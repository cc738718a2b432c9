from django.urls import path

from centres import job_views, views, views_lists

app_name = "centres"
urlpatterns = [
    path("trung-tam/", views.centre_list, name="list"),
    path("trung-tam/<slug:code>/chon/", views.choose_centre, name="choose"),
    # what lists have in common
    path("cot-hien-thi/", views_lists.columns, name="columns"),
    path("hang-loat/", views_lists.bulk_list, name="bulk_list"),
    path("hang-loat/<int:pk>/", views_lists.bulk_action, name="bulk"),
    path("hang-loat/<int:pk>/hoan-tac/", views_lists.undo_bulk, name="undo_bulk"),
    # /viec-chay-nen/
    path("viec-chay-nen/", job_views.job_list, name="jobs"),
    path("viec-chay-nen/<int:pk>/", job_views.job, name="job"),
    path("viec-chay-nen/<int:pk>/dung/", job_views.cancel_job, name="cancel_job"),
]
