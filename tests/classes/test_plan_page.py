"""The plan page: what was given against what was done, for one centre and one year."""

import re
from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from tests.factories import enrol, make_class, make_closed_class, make_decision, programme

URL = reverse("classes:plan")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 7, 1))


PLAN_QUERIES = 14


def rows(html):
    """The text of each row of the page's first table, its head left out."""
    body = html.split("<tbody>")[1].split("</table>")[0]
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    ]
    return [[re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in row] for row in cells]


def programme_name(code):
    return programme(code).name


def page(client, user, query="?nam=2022"):
    client.force_login(user)
    response = client.get(URL + query)
    assert response.status_code == 200
    return response.text


def test_plan_against_actual_by_programme(client, centre, clerk, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 5, 300), ("dang-vien-moi", 4, None), (None, 1, 40)])
    make_decision(
        centre,
        number="02-QĐ/ĐU",
        kind="adjustment",
        decided_on=date(2022, 5, 1),
        lines=[("nhan-thuc-ve-dang", -1, 0), ("chuyen-de", 2, 100)],
    )
    first = make_class(centre, "L-01")
    for state in ("attending", "withdrawn", "no_show", "left_before"):
        enrol(first, state=state, withdrawn_on=date(2022, 3, 9) if state == "withdrawn" else None)
    enrol(make_closed_class(centre, "L-02", outside_plan=True, name="Lớp mở thêm"))
    make_class(centre, "L-03", "mat-tran-doan-the")
    make_class(centre, "L-04", status="planned", opened_on=date(2022, 9, 1), name="Lớp mùa thu")
    make_class(centre, "L-05", status="cancelled", cancel_reason="thiếu học viên")
    make_class(centre, "L-06", "trung-cap-llct", kind="maintained", name="Lớp trung cấp")
    make_class(centre, "L-07", opened_on=date(2021, 12, 31))
    html = page(client, clerk)
    assert rows(html) == [
        ["Bồi dưỡng nhận thức về Đảng", "5", "4", "2", "50%", "2", "300", "300", "3", "1%", "297", "kịp"],
        [
            "Bồi dưỡng lý luận chính trị cho đảng viên mới",
            "4",
            "4",
            "0",
            "0%",
            "4",
            *["chưa có"] * 2,
            "0",
            *["chưa có"] * 2,
            "chậm",
        ],
        [programme_name("mat-tran-doan-the"), "–", "–", "1", "–", "–", "–", "–", "0", "–", "–", "–"],
        [programme_name("chuyen-de"), "–", "2", "0", "0%", "2", "–", "100", "0", "0%", "100", "kịp"],
        ["Chỉ tiêu chung, không nêu chương trình", "1", "1", "–", "–", "–", "40", "40", "–", "–", "–", "–"],
        [
            "Tổng cộng",
            "10",
            "11",
            "3",
            "27,27%",
            "8",
            "chưa có",
            "chưa có",
            "3",
            "chưa có",
            "chưa có",
            "chậm so với thời gian",
        ],
    ]
    for shown in ("Lớp mở thêm", "Lớp mùa thu", "Lớp trung cấp", "01-QĐ/ĐU", "02-QĐ/ĐU", "+2", "-1"):
        assert shown in html
    assert (
        "3/11 lớp, đạt 27,27% kế hoạch năm khi đã qua 49% thời gian của năm: chậm so với thời gian; còn 8 lớp." in html
    )
    for hidden in ("99-QĐ/BM", "Lớp của Bình Minh", "7777"):
        assert hidden not in html


def test_more_than_the_plan_is_said_to_exceed_it(client, centre, clerk):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 1, 1)])
    for code in ("L-01", "L-02"):
        enrol(make_class(centre, code))
    assert rows(page(client, clerk))[0][1:] == ["1", "2", "200%", "vượt 1", "1", "2", "200%", "vượt 1", "vượt"]


def test_year_worked_in_is_the_latest_with_data_until_one_is_chosen(client, centre, clerk):
    make_decision(centre, 2021, lines=[("chuyen-de", 1, 10)])
    assert "Kế hoạch năm 2021" in page(client, clerk, "")
    assert "Kế hoạch năm 2021" in page(client, clerk, "?nam=abc")
    assert "Kế hoạch năm 2022" in page(client, clerk, "?nam=2022")
    assert "Kế hoạch năm 2022" in page(client, clerk, "")
    assert "<summary>Năm 2022</summary>" in client.get("/hoc-vien/").text
    client.post(f"/trung-tam/{centre.code}/chon/")
    assert "Kế hoạch năm 2021" in page(client, clerk, "")


def test_empty_year_offers_the_next_step_to_those_who_may(client, clerk, lecturer):
    assert f"{reverse('classes:new_decision')}?nam=2022" in page(client, clerk)
    read_only = page(client, lecturer)
    assert reverse("classes:new_decision") not in read_only
    assert "Kế hoạch hiện ra ở đây khi giáo vụ của trung tâm nhập." in read_only


def test_reader_without_a_centre_is_told_there_is_none(client, reviewer):
    client.force_login(reviewer)
    assert client.get(URL).status_code == 404


def test_stranger_must_log_in(client, db):
    assert client.get(URL).status_code == 302


def test_plan_page_takes_no_post(client, clerk):
    client.force_login(clerk)
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_decisions_and_classes(client, centre, clerk, django_assert_num_queries, number):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 5, 300)])
    for i in range(number):
        enrol(make_class(centre, f"L-{i}"))
        lines = [("chuyen-de", i, 1)]
        make_decision(centre, number=f"{i}-ĐC", kind="adjustment", decided_on=date(2022, 5, 1), lines=lines)
    client.force_login(clerk)
    with django_assert_num_queries(PLAN_QUERIES):
        client.get(URL)
