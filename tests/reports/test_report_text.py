from datetime import date

import pytest
from django.urls import reverse

from reports.forms import unknown_tokens
from reports.models import PeriodReport, ReportSection
from reports.paper_sections import paper_sections
from reports.report import build_report
from reports.tokens import token_values
from reports.wording import resolve
from tests import factories


@pytest.fixture
def page(centre, other_centre):
    factories.enrol(factories.make_closed_class(centre, "AB-01"), mark=9)
    return reverse("reports:text", args=[centre.code, "2022-H1"])


def typed(response, **changes):
    """What the page's form would send, with the changes."""
    form = response.context["form"]
    filled = {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    if not filled["signed_by_deputy"]:
        del filled["signed_by_deputy"]
    return filled | changes


def stored(centre):
    report = PeriodReport.objects.get(centre=centre, period="2022-H1")
    texts = dict(report.sections.values_list("key", "text"))
    return report.number, report.dated_on, report.signed_by_deputy, {key: text for key, text in texts.items() if text}


def test_text_is_kept_and_printed(centre, page, clerk, client_of):
    client = client_of(clerk)
    changes = {
        "number": "12",
        "dated_on": "30/6/2022",
        "signed_by_deputy": "on",
        "muc-II-7": "Mở [[O1]] lớp.\r\nDòng hai.",
    }
    response = client.post(page, typed(client.get(page), **changes))
    assert response.status_code == 302
    assert response["Location"] == reverse("reports:report", args=[centre.code, "2022-H1"])
    assert stored(centre) == (12, date(2022, 6, 30), True, {"II.7": "Mở [[O1]] lớp.\nDòng hai."})
    assert ReportSection.objects.get(key="II.7").changed_by == clerk


def test_opening_the_page_stores_nothing(centre, page, clerk, client_of):
    client_of(clerk).get(page)
    assert PeriodReport.objects.count() == 0


def test_page_offers_the_figures_as_tokens_with_their_values(page, clerk, client_of):
    choices = client_of(clerk).get(page).context["form"].token_choices()
    assert {choice.token: choice.value for choice in choices}["[[O1]]"] == "01"
    assert "[[R3]]" in {choice.token for choice in choices}


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"number": "0"}, "number", "Số văn bản phải từ 1 trở lên."),
        ({"number": "123456"}, "number", "Số văn bản quá lớn."),
        ({"number": "mười"}, "number", "Hãy nhập số nguyên, ví dụ 45 hoặc 1.250."),
        ({"dated_on": "31/12/2021"}, "dated_on", "Ngày văn bản không được trước ngày đầu kỳ (01/01/2022)."),
        ({"dated_on": "1/8/2023"}, "dated_on", "Ngày văn bản cách ngày cuối kỳ quá một năm."),
        ({"dated_on": "31/2/2022"}, "dated_on", "Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."),
        (
            {"muc-I": "Có [[O99]] lớp."},
            "muc-I",
            "“[[O99]]” không phải là số liệu của báo cáo này. Chọn mã trong danh sách số liệu.",
        ),
        (
            {"muc-V": "Có [[O1 lớp."},
            "muc-V",
            "“[[” không phải là số liệu của báo cáo này. Chọn mã trong danh sách số liệu.",
        ),
    ],
)
def test_wrong_input_is_answered_beside_its_field_and_nothing_is_stored(
    page, clerk, client_of, changes, field, message
):
    client = client_of(clerk)
    sent = typed(client.get(page), **{"muc-IV": "Đoạn đã gõ."} | changes)
    response = client.post(page, sent)
    assert response.status_code == 200
    assert dict(response.context["form"].errors) == {field: [message]}
    assert "Đoạn đã gõ." in response.text
    assert next(iter(changes.values())) in response.text
    assert PeriodReport.objects.count() == 0


def test_all_errors_are_answered_at_once(page, clerk, client_of):
    client = client_of(clerk)
    sent = typed(client.get(page), number="0", dated_on="sai", **{"muc-I": "[[X]]", "muc-V": "]]"})
    assert set(client.post(page, sent).context["form"].errors) == {"number", "dated_on", "muc-I", "muc-V"}


def test_typed_number_that_is_no_figure_is_warned_of_beside_its_section(page, clerk, client_of):
    client = client_of(clerk)
    client.post(page, typed(client.get(page), **{"muc-II-7": "Đã mở 77 lớp."}))
    html = client.get(page).text
    section = html.partition("II.7. Công tác khác")[2].partition("</section>")[0]
    assert "“77 lớp” không trùng với số liệu nào của báo cáo." in section


def test_second_to_save_is_told_and_loses_nothing(centre, page, clerk, director, client, django_user_model):
    client.force_login(director)
    sent = typed(client.get(page), **{"muc-IV": "Của giám đốc."})
    client.force_login(clerk)
    client.post(page, typed(client.get(page), **{"muc-IV": "Của giáo vụ."}))
    client.force_login(director)
    refused = client.post(page, sent)
    assert "Lê Thị Giáo Vụ" in refused.text
    assert "Của giám đốc." in refused.text
    assert "Của giáo vụ." in refused.text
    assert stored(centre)[3] == {"IV": "Của giáo vụ."}
    again = client.post(page, typed(refused))
    assert again.status_code == 302
    assert stored(centre)[3] == {"IV": "Của giám đốc."}


def test_only_changed_sections_bear_the_name_of_who_saved(centre, page, clerk, director, client):
    client.force_login(clerk)
    client.post(page, typed(client.get(page), **{"muc-I": "Một.", "muc-IV": "Bốn."}))
    client.force_login(director)
    client.post(page, typed(client.get(page), **{"muc-IV": "Bốn mới."}))
    assert dict(ReportSection.objects.exclude(text="").values_list("key", "changed_by")) == {
        "I": clerk.pk,
        "IV": director.pk,
    }


def test_reviewers_cannot_write_and_outsiders_find_nothing(page, reviewer, host_reviewer, lecturer, outsider, client):
    found = {}
    for person in (reviewer, host_reviewer, lecturer, outsider):
        client.force_login(person)
        found[person.username] = (client.get(page).status_code, client.post(page, {"number": "1"}).status_code)
    assert found == {"ray": (403, 403), "hanh": (403, 403), "dung": (403, 403), "charlie": (404, 404)}
    assert PeriodReport.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Mở [[O1]] lớp, [[ O2 ]] lượt.", []),
        ("[[X]] và [[X]] và [[Y]]", ["[[X]]", "[[Y]]"]),
        ("[[]]", ["[[]]"]),
        ("[[o1]]", ["[[o1]]"]),
        ("[O1] (không phải mã)", []),
        ("dở dang [[O1", ["[["]),
    ],
)
def test_unknown_tokens_are_found_as_typed(text, unknown):
    assert unknown_tokens(text, {"O1": 1, "O2": 2}) == unknown


def test_proposed_sentences_are_taken_over_with_their_figures_as_tokens(centre, page, clerk, client_of):
    client = client_of(clerk)
    response = client.get(page)
    section = next(one for one in response.context["form"].section_inputs() if one.key == "II.2")
    assert section.generated[0].startswith(
        "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được 01 lớp với 01 lượt học viên"
    )
    assert section.proposed.startswith(
        "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được [[O1]] lớp với [[O2]] lượt học viên"
    )
    own = section.proposed.replace("Trung tâm đã mở được", "đơn vị đã mở")
    client.post(page, typed(response, **{"muc-II-2": own, "thay-muc-II-2": "on"}))
    factories.enrol(centre.classes.get(), mark=9)
    report = build_report(centre, "2022-H1")
    section = next(one for one in report.sections if one.key == "II.2")
    assert (section.generated, section.replaced, report.errors) == ((), True, ())
    printed = next(one for one in paper_sections(report) if "Kết quả mở lớp" in one.heading).paragraphs
    assert printed[0].startswith("Trong 6 tháng đầu năm 2022, đơn vị đã mở 01 lớp với 02 lượt học viên")
    assert printed[0] in report.prose
    assert not [text for text in report.prose if "mở được" in text]


def test_a_section_taken_over_and_left_empty_keeps_the_proposed_sentences(centre, page, clerk, client_of):
    client = client_of(clerk)
    client.post(page, typed(client.get(page), **{"muc-II-2": " ", "thay-muc-II-2": "on"}))
    assert any("đã mở được" in text for text in build_report(centre, "2022-H1").prose)


def test_parts_of_a_figure_are_tokens_too(centre, page, clerk, client_of):
    joint = factories.make_class(centre, "AB-02", ownership="joint", partner="Hội Nông dân xã")
    factories.enrol(joint)
    values = token_values(build_report(centre, "2022-H1"))
    wanted = (
        "O2:block:dang",
        "O1:partner:own",
        "O1:với:own:nhan-thuc-ve-dang",
        "O2:với:Hội Nông dân xã:nhan-thuc-ve-dang",
    )
    assert {code: values[code] for code in wanted} == {
        "O2:block:dang": 2,
        "O1:partner:own": 1,
        "O1:với:own:nhan-thuc-ve-dang": 1,
        "O2:với:Hội Nông dân xã:nhan-thuc-ve-dang": 1,
    }
    text = "Với Hội: [[O2:với:Hội Nông dân xã:nhan-thuc-ve-dang]] học viên."
    assert resolve(text, values) == "Với Hội: 01 học viên."
    assert unknown_tokens(text, values) == []
    assert unknown_tokens("[[O2:với:Hội khác:x]]", values) == ["[[O2:với:Hội khác:x]]"]


def test_the_text_of_the_last_report_fills_the_sections_still_empty(centre, page, clerk, client_of):
    for period, texts in (
        ("2021-H1", {"III.1": "Của 6 tháng đầu năm trước: [[O1]] lớp.", "V": "Đề nghị cũ."}),
        ("2021", {"III.1": "Của cả năm trước."}),
        ("2022-H2", {"III.1": "Của kỳ sau."}),
    ):
        report = PeriodReport.objects.create(centre=centre, period=period)
        for key, text in texts.items():
            report.sections.create(key=key, text=text)
    PeriodReport.objects.create(centre=centre, period="2022-H1").sections.create(key="V", text="Đề nghị mới.")
    client = client_of(clerk)
    assert "Lấy lời văn của báo cáo 6 tháng đầu năm 2021" in client.get(page).text
    response = client.get(page, {"ky-truoc": "1"})
    form = response.context["form"]
    shown = {key: form[f"muc-{key}"].value() for key in ("III-1", "V", "I")}
    assert shown == {"III-1": "Của 6 tháng đầu năm trước: [[O1]] lớp.", "V": "Đề nghị mới.", "I": ""}
    assert stored(centre)[3] == {"V": "Đề nghị mới."}
    client.post(page, typed(response))
    assert stored(centre)[3] == {"V": "Đề nghị mới.", "III.1": "Của 6 tháng đầu năm trước: [[O1]] lớp."}


def test_what_is_left_a_difference_and_a_class_may_be_chosen(centre, other_centre, client_of, clerk):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 3, 90)])
    for year in (2021, 2022):
        factories.enrol(factories.make_class(centre, f"L-{year}", opened_on=date(year, 3, 7), called=1))
    values = token_values(build_report(centre, "2022-H1"))
    code = "nhan-thuc-ve-dang"
    tokens = ("O1:còn", "O2:còn", f"O1:còn:{code}", f"O9:{code}", "O2:lớp:L-2022")
    assert [values[token] for token in tokens] == [2, 89, 2, (0, 0), 1]
    text = resolve(f"Còn [[O1:còn]] lớp; so cùng kỳ [[O9:{code}]]; lớp ấy có [[O2:lớp:L-2022]] học viên.", values)
    assert text == "Còn 02 lớp; so cùng kỳ bằng; lớp ấy có 01 học viên."
    page = client_of(clerk).get(reverse("reports:text", args=[centre.code, "2022-H1"])).text
    assert 'data-token="[[O1:còn]]" aria-label="Chèn Số lớp còn phải mở theo kế hoạch năm"' in page
    assert token_values(build_report(other_centre, "2021-H1"))["O1:còn"] is None
