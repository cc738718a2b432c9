"""Addresses under a report: its check, its versions, what is said about them, what stands behind a figure."""

from django.urls import path, re_path

from reports.views import (
    own_forms,
    review_check,
    review_deciding,
    review_drift,
    review_figures,
    review_lines,
    review_versions,
)

REPORT = "bao-cao/<slug:code>/<slug:period>/"
VERSION = f"{REPORT}phien-ban/<int:number>/"

urlpatterns = [
    path(f"{REPORT}kiem-tra/", review_check.check, name="check"),
    path(f"{REPORT}rut-lai/", review_check.withdraw, name="withdraw"),
    path(f"{REPORT}bo-dieu-chinh/", review_check.drop_amendment, name="drop_amendment"),
    path(f"{REPORT}thay-doi/", review_drift.drift_page, name="drift"),
    path(f"{REPORT}mo-lai/", review_deciding.reopen, name="reopen"),
    path(f"{REPORT}nhan-xet/", review_deciding.answers, name="answers"),
    path(f"{REPORT}so-lieu/<slug:figure>/", review_figures.figure, name="figure"),
    path(f"{REPORT}so-lieu/<slug:figure>/<int:class_pk>/", review_figures.figure_class, name="figure_class"),
    path(VERSION, review_versions.version, name="version"),
    path(f"{VERSION}mau/<int:pk>/", own_forms.version_form, name="version_form"),
    path(f"{VERSION}so-sanh/", review_versions.compare, name="compare"),
    path(f"{VERSION}nhan-xet/", review_deciding.remark, name="remark"),
    path(f"{VERSION}nhan-xet/<int:pk>/bo/", review_deciding.remove_remark, name="remove_remark"),
    path(f"{VERSION}ket-luan/", review_deciding.decide, name="decide"),
    path(f"{VERSION}so-lieu/<slug:figure>/", review_figures.version_figure, name="version_figure"),
    path(
        f"{VERSION}so-lieu/<slug:figure>/<int:class_pk>/",
        review_figures.version_figure_class,
        name="version_figure_class",
    ),
    path(f"{VERSION}dong/", review_lines.find, name="find_line"),
    re_path(
        r"^bao-cao/(?P<code>[-\w]+)/(?P<period>[-\w]+)/phien-ban/(?P<number>\d+)/dong/(?P<line>[A-Z][\w.]*)/$",
        review_lines.line,
        name="version_line",
    ),
    re_path(
        r"^bao-cao/(?P<code>[-\w]+)/(?P<period>[-\w]+)/phien-ban/(?P<number>\d+)/(?P<kind>pdf|json)$",
        review_versions.version_file,
        name="version_file",
    ),
]
