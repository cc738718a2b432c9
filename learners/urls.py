from django.urls import path

from learners import attendance_urls, merging_urls, paper_urls
from learners.views import (
    certificates,
    class_page,
    confirming,
    copying,
    learners,
    outside,
    places,
    register,
    results,
    roll,
    roster,
    survey,
    titles,
)

app_name = "learners"
urlpatterns = [
    # /ke-hoach/khao-sat/
    path("ke-hoach/khao-sat/", survey.survey, name="survey"),
    path("ke-hoach/khao-sat/nhap/", survey.edit_survey, name="edit_survey"),
    path("ke-hoach/khao-sat/tep/", survey.import_survey, name="import_survey"),
    path("ke-hoach/khao-sat/mau/", survey.survey_sheet, name="survey_sheet"),
    # /ke-hoach/cu-di-hoc/<pk>/
    path("ke-hoach/cu-di-hoc/<int:pk>/nguoi/", outside.course_people, name="course_people"),
    path("ke-hoach/cu-di-hoc/<int:pk>/nguoi/<int:place_pk>/bo/", outside.remove_person, name="remove_person"),
    # /lop/<pk>/
    path("lop/<int:pk>/", class_page.class_page, name="class"),
    path("lop/<int:pk>/excel/", roll.class_sheet, name="class_sheet"),
    path("lop/<int:pk>/hang-loat/", roll.change_many, name="bulk"),
    path("lop/<int:pk>/sao-chep/", copying.copy, name="copy"),
    path("lop/<int:pk>/mo/", class_page.open_page, name="open"),
    path("lop/<int:pk>/ket-thuc/", class_page.close, name="close"),
    path("lop/<int:pk>/mo-lai/", class_page.reopen, name="reopen"),
    path("lop/<int:pk>/cong-nhan/", class_page.recognise, name="recognise"),
    path("lop/<int:pk>/ket-qua/", results.results, name="results"),
    path("lop/<int:pk>/ket-qua/xac-nhan/", confirming.confirm, name="confirm_results"),
    path("lop/<int:pk>/danh-hieu/", titles.titles, name="titles"),
    path("lop/<int:pk>/them-hoc-vien/", places.add, name="add"),
    path("lop/<int:pk>/danh-sach/", roster.roster, name="roster"),
    path("lop/<int:pk>/danh-sach/<int:upload_pk>/", roster.roster_preview, name="roster_preview"),
    path("lop/<int:pk>/danh-sach/mau/", roster.class_template, name="class_template"),
    path("lop/<int:pk>/danh-sach/<int:upload_pk>/loi/", roster.roster_errors, name="roster_errors"),
    path("lop/<int:pk>/danh-sach/quen/<int:layout_pk>/", roster.forget_layout, name="forget_layout"),
    path("lop/<int:pk>/danh-sach/quen-tieu-de/<int:word_pk>/", roster.forget_heading, name="forget_heading"),
    path("lop/<int:pk>/danh-sach/<int:upload_pk>/bo/", roster.discard_upload, name="discard_upload"),
    path("lop/<int:pk>/danh-sach/da-luu/<int:batch_pk>/hoan-tac/", roster.undo, name="undo"),
    path("lop/<int:pk>/giay-chung-nhan/", certificates.class_certificates, name="certificates"),
    path("lop/<int:pk>/giay-chung-nhan/cap/", certificates.issue, name="issue_certificates"),
    path("lop/<int:pk>/giay-chung-nhan/tao-ban-in/", certificates.print_class, name="print_certificates"),
    path("lop/<int:pk>/giay-chung-nhan/pdf/", certificates.class_papers, name="class_papers"),
    # /giay-chung-nhan/, /so-goc/, /xac-minh/
    path("giay-chung-nhan/<int:pk>/pdf/", certificates.certificate_paper, name="certificate_paper"),
    path("giay-chung-nhan/<int:pk>/cap-lai/", certificates.reissue, name="reissue_certificate"),
    path("giay-chung-nhan/<int:pk>/thu-hoi/", certificates.withdraw, name="withdraw_certificate"),
    path("so-goc/", register.register, name="register"),
    path("so-goc/xem-truoc/", register.register_preview, name="register_preview"),
    path("so-goc/dong-quyen/", register.bind, name="bind_register"),
    path("so-goc/quyen/<int:pk>/", register.volume_paper, name="register_volume"),
    path("so-goc/phoi/", register.blanks, name="blanks"),
    path("xac-minh/<str:code>/", certificates.check_certificate, name="check_certificate"),
    path("tieu-chi-khen-thuong/", titles.criteria, name="criteria"),
    # /ghi-danh/
    path("ghi-danh/<int:pk>/", places.place, name="place"),
    path("ghi-danh/<int:pk>/xoa/", places.remove, name="remove"),
    # /hoc-vien/
    path("hoc-vien/", learners.learner_list, name="list"),
    path("hoc-vien/excel/", learners.learner_list_sheet, name="list_sheet"),
    path("hoc-vien/<int:pk>/", learners.learner_page, name="detail"),
    path("hoc-vien/<int:pk>/sua/", learners.edit_learner, name="edit"),
    path("hoc-vien/<int:pk>/so-dinh-danh/", learners.show_national_id, name="show_national_id"),
    *merging_urls.urlpatterns,
    *attendance_urls.urlpatterns,
    *paper_urls.urlpatterns,
]
