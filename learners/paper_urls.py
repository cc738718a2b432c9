"""Addresses of papers; learners/urls.py takes them in."""

from django.urls import path, re_path

from learners.views import dossier, papers, plan_papers

urlpatterns = [
    # /lop/<pk>/ho-so/
    path("lop/<int:pk>/ho-so/", dossier.dossier, name="dossier"),
    path("lop/<int:pk>/ho-so/cac-ban/", dossier.officers, name="officers"),
    path("lop/<int:pk>/ho-so/lap/", dossier.pack, name="pack_dossier"),
    path("lop/<int:pk>/ho-so/tai/", dossier.packed, name="packed_dossier"),
    path("lop/<int:pk>/ho-so/<slug:item>/", dossier.dossier_item, name="dossier_item"),
    path("lop/<int:pk>/ho-so/<slug:item>/so/", dossier.number_paper, name="number_paper"),
    path("lop/<int:pk>/ho-so/<slug:item>/tep/", dossier.attach_file, name="attach_file"),
    re_path(
        r"^lop/(?P<pk>\d{1,18})/ho-so/(?P<item>[-a-z]+)/van-ban\.(?P<kind>pdf|docx)$",
        dossier.class_paper,
        name="class_paper",
    ),
    # /ke-hoach/
    re_path(r"^ke-hoach/du-thao/van-ban\.(?P<kind>pdf|docx)$", plan_papers.plan_paper, name="plan_paper"),
    re_path(r"^ke-hoach/lich-mo-lop/van-ban\.(?P<kind>pdf|docx)$", plan_papers.schedule_paper, name="schedule_paper"),
    # /van-ban/
    path("van-ban/", papers.papers, name="papers"),
    path("van-ban/them/", papers.new_paper, name="new_paper"),
    path("van-ban/noi-dung-chung/", papers.paper_settings, name="paper_settings"),
    path("van-ban/nhiem-ky/", papers.new_term, name="new_term"),
    path("van-ban/nhiem-ky/<int:pk>/", papers.edit_term, name="edit_term"),
    path("van-ban/<int:pk>/", papers.paper, name="paper"),
    path("van-ban/<int:pk>/huy/", papers.call_off_paper, name="call_off_paper"),
    path("tep-van-ban/<int:pk>/", dossier.paper_file, name="paper_file"),
    path("tep-van-ban/<int:pk>/bo/", dossier.delete_file, name="delete_file"),
]
