from django.urls import path

from learners.views import merging, places

urlpatterns = [
    path("lop/<int:pk>/them-hoc-vien/goi-y/", places.suggest, name="known_people"),
    path("hoc-vien/trung-nhau/", merging.duplicates, name="duplicates"),
    path("hoc-vien/<int:pk>/gop/", merging.merge_with, name="merge_with"),
    path("hoc-vien/<int:pk>/gop/<int:other_pk>/", merging.merge, name="merge"),
    path("hoc-vien/da-gop/<int:pk>/tach/", merging.split, name="split"),
]
