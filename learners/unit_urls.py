from django.urls import path

from learners.views import unit_merging, units

urlpatterns = [
    path("don-vi/", units.unit_list, name="units"),
    path("don-vi/excel/", units.unit_list_sheet, name="units_sheet"),
    path("don-vi/moi/", units.new_unit, name="new_unit"),
    path("don-vi/<int:pk>/sua/", units.edit_unit, name="edit_unit"),
    path("don-vi/<int:pk>/xoa/", units.delete_unit_page, name="delete_unit"),
    path("don-vi/<int:pk>/gop/", unit_merging.merge, name="merge_unit"),
]
