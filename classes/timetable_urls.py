"""Addresses of timetables, lecturers and days off; classes/urls.py takes them in."""

from django.urls import path

from classes.views import (
    activities,
    timetable,
    timetable_modules,
    timetable_papers,
    timetable_session,
    timetable_staff,
    timetable_week,
)

urlpatterns = [
    # /lop/<pk>/
    path("lop/<int:pk>/thoi-khoa-bieu/", timetable.timetable, name="timetable"),
    path("lop/<int:pk>/thoi-khoa-bieu/lap/", timetable.make_timetable, name="make_timetable"),
    path("lop/<int:pk>/thoi-khoa-bieu/phan-cong/", timetable.assign, name="assign"),
    path("lop/<int:pk>/thoi-khoa-bieu/them/", timetable_session.new_session, name="new_session"),
    path("lop/<int:pk>/thoi-khoa-bieu/pdf/", timetable_papers.timetable_paper, name="timetable_paper"),
    path("lop/<int:pk>/hoc-phan/", timetable_modules.modules, name="modules"),
    # /buoi/
    path("buoi/<int:pk>/sua/", timetable_session.edit_session, name="edit_session"),
    path("buoi/<int:pk>/huy/", timetable_session.cancel_session, name="cancel_session"),
    path("buoi/<int:pk>/xoa/", timetable_session.delete_session, name="delete_session"),
    # /lich-hoc/
    path("lich-hoc/", timetable_week.week, name="week"),
    path("lich-hoc/ngay-nghi/", timetable_staff.holidays, name="holidays"),
    path("lich-hoc/ngay-nghi/<int:pk>/xoa/", timetable_staff.delete_holiday, name="delete_holiday"),
    # /giang-vien/
    path("giang-vien/", timetable_staff.lecturers, name="lecturers"),
    path("giang-vien/moi/", timetable_staff.new_lecturer, name="new_lecturer"),
    path("giang-vien/hoat-dong/", activities.new_activities, name="new_activities"),
    path("giang-vien/<int:pk>/", timetable_staff.lecturer, name="lecturer"),
    path("giang-vien/<int:pk>/sua/", timetable_staff.edit_lecturer, name="edit_lecturer"),
    path("giang-vien/<int:pk>/xoa/", timetable_staff.delete_lecturer, name="delete_lecturer"),
    path("giang-vien/hoat-dong/<int:pk>/xoa/", timetable_staff.delete_activity, name="delete_activity"),
]
