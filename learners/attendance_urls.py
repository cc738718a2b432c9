"""Addresses of attendance; learners/urls.py takes them in."""

from django.urls import path

from learners.views import attendance

urlpatterns = [
    path("lop/<int:pk>/diem-danh/", attendance.attendance, name="attendance"),
    # /buoi/<pk>/
    path("buoi/<int:pk>/diem-danh/", attendance.session_attendance, name="session_attendance"),
    path("buoi/<int:pk>/diem-danh/ghi/", attendance.record, name="record_attendance"),
    path("buoi/<int:pk>/diem-danh/phieu/", attendance.sign_in_sheet, name="sign_in_sheet"),
]
