from django.urls import path

from classes import timetable_urls
from classes.views import class_form, class_list, draft, outside_courses, plan, schedule

app_name = "classes"
urlpatterns = [
    # /ke-hoach/
    path("ke-hoach/", plan.plan, name="plan"),
    path("ke-hoach/quyet-dinh/moi/", plan.new_decision, name="new_decision"),
    path("ke-hoach/quyet-dinh/<int:pk>/sua/", plan.edit_decision, name="edit_decision"),
    path("ke-hoach/quyet-dinh/<int:pk>/xoa/", plan.delete_decision, name="delete_decision"),
    path("ke-hoach/du-thao/", draft.draft, name="draft"),
    path("ke-hoach/du-thao/soan/", draft.edit_draft, name="edit_draft"),
    path("ke-hoach/lich-mo-lop/", schedule.schedule_page, name="schedule"),
    path("ke-hoach/cu-di-hoc/", outside_courses.outside_courses, name="outside_courses"),
    path("ke-hoach/cu-di-hoc/moi/", outside_courses.new_outside_course, name="new_outside_course"),
    path("ke-hoach/cu-di-hoc/<int:pk>/sua/", outside_courses.edit_outside_course, name="edit_outside_course"),
    path("ke-hoach/cu-di-hoc/<int:pk>/xoa/", outside_courses.delete_outside_course, name="delete_outside_course"),
    # /lop/
    path("lop/", class_list.class_list, name="list"),
    path("lop/excel/", class_list.class_list_sheet, name="list_sheet"),
    path("lop/hang-loat/", class_list.change_many, name="bulk"),
    path("lop/moi/", class_form.new_class, name="new"),
    path("lop/<int:pk>/sua/", class_form.edit_class, name="edit"),
    path("lop/<int:pk>/xoa/", class_form.delete_class, name="delete"),
    *timetable_urls.urlpatterns,
]
