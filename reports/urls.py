from django.urls import path, re_path

from reports import home, review_urls
from reports.views import (
    api,
    check_paper,
    files,
    guides,
    own_forms,
    past,
    province,
    province_closing,
    reading,
    search,
    writing,
)

REPORT = r"(?P<code>[-\w]+)/(?P<period>[-\w]+)/(?P<kind>pdf|ban-trinh|word|excel|json)$"

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("buoc-dau/<slug:code>/an/", home.hide_first_steps, name="hide_first_steps"),
    path("buoc-dau/<slug:code>/hien/", home.show_first_steps, name="show_first_steps"),
    # /tim/, /tro-giup/
    path("tim/", search.search, name="search"),
    path("tim/goi-y/", search.suggest, name="suggest"),
    path("tro-giup/", guides.guide_list, name="help"),
    path("tro-giup/so-lieu/", guides.figure_list, name="figure_help"),
    path("tro-giup/mau-bieu/", own_forms.form_help, name="form_help"),
    path("tro-giup/<slug:slug>/", guides.guide, name="guide"),
    # /kiem-bao-cao/: public
    path("kiem-bao-cao/", check_paper.check_help, name="check_help"),
    path("kiem-bao-cao/khoa.json", check_paper.check_keys, name="check_keys"),
    path("kiem-bao-cao/check_report.py", check_paper.check_tool, name="check_tool"),
    path("kiem-bao-cao/<str:code>/", check_paper.check_paper, name="check_paper"),
    # /api/: by a province's key
    path("api/v1/bao-cao/", api.version_list, name="api_list"),
    path("api/v1/bao-cao/<slug:code>/<slug:period>/<int:number>/", api.version, name="api_version"),
    path("api/v1/tong-hop/<slug:period>/", api.totals, name="api_totals"),
    # /bao-cao/
    path("bao-cao/", reading.period_list, name="list"),
    path("bao-cao/truoc-he-thong/", past.past_list, name="past_list"),
    path("bao-cao/truoc-he-thong/moi/", past.new_past, name="past_new"),
    path("bao-cao/truoc-he-thong/<int:pk>/", past.edit_past, name="past_edit"),
    path("bao-cao/tinh/<slug:code>/theo-doi/", province.board_page, name="board"),
    path("bao-cao/tinh/<slug:code>/<slug:period>/", reading.province_report, name="province"),
    re_path(rf"^bao-cao/tinh/{REPORT}", files.province_file, name="province_file"),
    path("bao-cao/tinh/<slug:code>/<slug:period>/van-ban/", province.province_text, name="province_text"),
    path("bao-cao/tinh/<slug:code>/<slug:period>/chot/", province_closing.close, name="province_close"),
    path(
        "bao-cao/tinh/<slug:code>/<slug:period>/ban-chot/<int:number>/",
        province_closing.version,
        name="province_version",
    ),
    re_path(
        r"^bao-cao/tinh/(?P<code>[-\w]+)/(?P<period>[-\w]+)/ban-chot/(?P<number>\d+)/(?P<kind>pdf|json)$",
        province_closing.version_file,
        name="province_version_file",
    ),
    path("bao-cao/tinh/<slug:code>/<slug:period>/mau/<int:pk>/", own_forms.province_form, name="province_form"),
    path("bao-cao/<slug:code>/<slug:period>/", reading.centre_report, name="report"),
    re_path(rf"^bao-cao/{REPORT}", files.centre_file, name="centre_file"),
    path("bao-cao/<slug:code>/<slug:period>/van-ban/", writing.report_text, name="text"),
    path("bao-cao/<slug:code>/<slug:period>/mau/<int:pk>/", own_forms.centre_form, name="centre_form"),
    *review_urls.urlpatterns,
]
