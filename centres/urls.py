from django.urls import path

from centres import views

app_name = "centres"
urlpatterns = [
    path("trung-tam/", views.centre_list, name="list"),
    path("trung-tam/<slug:code>/chon/", views.choose_centre, name="choose"),
]
