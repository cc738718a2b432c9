"""A sending unit spelled twice: found, made one, taken apart again; what lists and papers say stays."""

import pytest
from django.urls import reverse

from centres import bulk
from centres.models import BulkAction, Locality, SendingUnit
from classes.models import AnnualPlan, TrainingNeed
from learners.actions.places import change_place, unit_named
from learners.actions.roster import save_roster, undo_import
from learners.actions.units import merge_unit, preview_merge
from learners.bulk import SetUnit
from learners.models import Enrolment, RosterLayout
from learners.unit_doubles import likely_doubles
from learners.unit_merging import MOVED, merge_refusals
from tests import factories
from tests.learners.lists import upload

LIST = reverse("learners:units")


def page_of(unit, kept=None):
    return reverse("learners:merge_unit", args=[unit.pk], query={"vao": kept.pk} if kept else None)


def everything():
    """Every row that may name a unit, and the units."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in (SendingUnit, Enrolment, TrainingNeed, RosterLayout)
    }


@pytest.fixture
def two(centre, other_centre):
    """Chi bộ thôn 5, which two came from, and CB thôn 5, which three came from, one of them without a name of the unit."""
    factories.make_unit(other_centre, "CB thôn 5")
    kept, double = factories.make_unit(centre, "Chi bộ thôn 5"), factories.make_unit(centre, "CB thôn 5")
    training_class, plan = factories.make_class(centre), AnnualPlan.objects.create(centre=centre, year=2026)
    for name in ("Chi bộ thôn 5", "Chi bộ thôn 5"):
        factories.enrol(training_class, unit=kept, unit_name=name)
    for name in ("CB thôn 5", "CB thôn 5", ""):
        factories.enrol(training_class, unit=double, unit_name=name)
    factories.make_unit(centre, "Tổ đảng 1", double)
    TrainingNeed.objects.create(plan=plan, unit=double, programme=factories.programme(), learners=30)
    TrainingNeed.objects.create(plan=plan, unit=kept, programme=factories.programme("chuyen-de"), learners=10)
    return kept, double


def merged(kept, double, user):
    seen = preview_merge(unit=double, kept=kept).digest
    return merge_unit(unit=double, kept=kept, seen=seen, back=LIST, user=user)


class TestMerging:
    def test_all_that_named_the_unit_names_the_kept_one(self, two, clerk, centre):
        kept, double = two
        done = merged(kept, double, clerk)
        assert list(centre.units.order_by("name").values_list("name", flat=True)) == ["Chi bộ thôn 5", "Tổ đảng 1"]
        assert list(kept.enrolments.order_by("pk").values_list("unit_name", flat=True)) == [
            "Chi bộ thôn 5",
            "Chi bộ thôn 5",
            "CB thôn 5",
            "CB thôn 5",
            "CB thôn 5",
        ]
        assert list(kept.children.values_list("name", flat=True)) == ["Tổ đảng 1"]
        assert list(kept.needs.order_by("learners").values_list("learners", flat=True)) == [10, 30]
        assert (done.title, done.scope) == ("Gộp đơn vị vào “Chi bộ thôn 5”", "đơn vị “CB thôn 5”")
        assert done.changes[0]["words"] == [
            ["người trong danh sách các lớp, kể cả không đến hoặc rút", "3", "về Chi bộ thôn 5"],
            ["nhu cầu đăng ký trong khảo sát", "1", "về Chi bộ thôn 5"],
            ["đơn vị trực thuộc", "1", "về Chi bộ thôn 5"],
        ]

    def test_a_preview_changes_nothing(self, two):
        before = everything()
        preview_merge(unit=two[1], kept=two[0])
        assert everything() == before

    def test_is_taken_back_whole(self, two, clerk):
        before = everything()
        done = merged(*two, clerk)
        assert everything() != before
        bulk.undo(bulk=done, user=clerk)
        assert everything() == before

    def test_what_came_later_stays_with_the_kept_unit(self, two, clerk, centre):
        kept, double = two
        done = merged(kept, double, clerk)
        late = factories.enrol(centre.classes.get(), unit=kept, unit_name="CB thôn 5")
        gone = Enrolment.objects.filter(pk__in=done.changes[0]["moved"]["enrolments"]).latest("pk")
        gone.delete()
        bulk.undo(bulk=done, user=clerk)
        late.refresh_from_db()
        assert (late.unit, double.enrolments.count()) == (kept, 2)

    def test_cannot_be_taken_back_when_the_kept_unit_is_gone(self, two, clerk, centre):
        kept, double = two
        first = merged(kept, double, clerk)
        second = merged(factories.make_unit(centre, "Chi bộ 5"), kept, clerk)
        with pytest.raises(bulk.ValidationError) as refused:
            bulk.undo(bulk=first, user=clerk)
        assert refused.value.messages == [
            "CB thôn 5: đơn vị được giữ không còn trong danh mục; nếu đã gộp tiếp, hãy hoàn tác lần ấy trước."
        ]
        bulk.undo(bulk=second, user=clerk)
        bulk.undo(bulk=first, user=clerk)
        assert double.enrolments.count() == 3

    def test_only_as_it_was_shown(self, two, clerk, centre):
        kept, double = two
        seen = preview_merge(unit=double, kept=kept).digest
        factories.enrol(centre.classes.get(), unit=double, unit_name="CB thôn 5")
        with pytest.raises(bulk.ChangedSinceError):
            merge_unit(unit=double, kept=kept, seen=seen, back=LIST, user=clerk)
        assert double.enrolments.count() == 4

    @pytest.mark.parametrize("own", [True, False])
    def test_how_lists_are_read_is_kept(self, two, clerk, centre, own):
        kept, double = two
        of_double = RosterLayout.objects.create(centre=centre, unit=double, header_text="a")
        of_kept = RosterLayout.objects.create(centre=centre, unit=kept, header_text="b") if own else of_double
        merged(kept, double, clerk)
        assert list(kept.roster_layouts.all()) == [of_kept]

    def test_whatever_names_a_unit_is_moved(self):
        fields = {
            (one.related_model, one.field.name)
            for one in SendingUnit._meta.get_fields(include_hidden=True)
            if one.auto_created and not one.concrete
        }
        assert fields == {(model, field) for _, model, field, _ in MOVED}


class TestRefusals:
    def test_both_registered_for_one_programme(self, two):
        kept, double = two
        need = double.needs.get()
        TrainingNeed.objects.create(plan=need.plan, unit=kept, programme=need.programme, learners=45)
        assert merge_refusals(double, kept) == [
            f"Khảo sát năm 2026: cả hai cùng đăng ký {need.programme} (30 và 45 học viên). Hãy để lại một dòng với số đúng "
            "rồi gộp."
        ]

    def test_two_units_of_one_name_under_them(self, two, centre):
        kept, double = two
        factories.make_unit(centre, "Tổ đảng 1", kept)
        assert merge_refusals(double, kept) == [
            "Cả hai đều có đơn vị trực thuộc tên “Tổ đảng 1”: hãy gộp hai đơn vị ấy trước."
        ]

    def test_the_kept_one_lies_under_the_other(self, two):
        kept, double = two
        cell = double.children.get()
        SendingUnit.objects.filter(pk=kept.pk).update(parent=cell)
        kept.refresh_from_db()
        assert merge_refusals(double, kept) == [
            "“Chi bộ thôn 5” trực thuộc “CB thôn 5”: hãy đổi đơn vị cấp trên của “Chi bộ thôn 5” trước."
        ]
        assert merge_refusals(kept, double) == []


class TestOldNames:
    def test_the_next_list_finds_the_kept_unit(self, two, clerk, centre):
        kept, double = two
        merged(kept, double, clerk)
        assert unit_named(centre, "cb thôn 5") == kept
        training_class = factories.make_class(centre, "L-02")
        save_roster(upload=upload(training_class, "Lê Văn Mới;1/1/1990;Nam;;CB thôn 5;;"), user=clerk)
        assert training_class.enrolments.get().unit == kept
        assert "CB thôn 5" not in list(centre.units.values_list("name", flat=True))

    def test_a_place_that_is_corrected_stays_with_the_kept_unit(self, two, clerk):
        kept, double = two
        merged(kept, double, clerk)
        place = kept.enrolments.filter(unit_name="CB thôn 5").first()
        place.position = "Bí thư"
        change_place(enrolment=place)
        place.refresh_from_db()
        assert (place.unit, place.unit_name, place.position) == (kept, "CB thôn 5", "Bí thư")

    def test_so_it_is_with_a_unit_that_was_renamed(self, two, centre):
        kept, _ = two
        SendingUnit.objects.filter(pk=kept.pk).update(name="Chi bộ thôn Năm")
        assert unit_named(centre, "Chi bộ thôn 5") == kept

    def test_a_change_of_units_is_not_taken_back_to_one_that_is_gone(self, two, clerk, centre):
        kept, double = two
        chosen = list(double.enrolments.filter(unit_name="CB thôn 5").values_list("pk", flat=True))
        prepared = bulk.prepare(act=SetUnit(), centre=centre, pks=chosen, scope="", back="/", user=clerk)
        prepared.values = {"unit_name": "Công an xã"}
        prepared.save()
        done = bulk.apply(bulk=prepared, seen=bulk.preview(bulk=prepared).digest, user=clerk)
        merged(kept, double, clerk)
        with pytest.raises(bulk.ValidationError) as refused:
            bulk.undo(bulk=done, user=clerk)
        assert {text.split(": ", 1)[1] for text in refused.value.messages} == {
            "đơn vị cũ không còn trong danh mục; nếu đã gộp, hãy hoàn tác lần gộp trước."
        }

    def test_undoing_a_list_keeps_a_unit_that_the_survey_needs(self, two, clerk, centre):
        training_class = factories.make_class(centre, "L-02")
        saved = save_roster(upload=upload(training_class, "Lê Văn Mới;1/1/1990;Nam;;Chi bộ số 5;;"), user=clerk)
        made = centre.units.get(name="Chi bộ số 5")
        TrainingNeed.objects.filter(unit=two[1]).update(unit=made)
        undo_import(batch=saved.batch)
        assert list(made.needs.values_list("learners", flat=True)) == [30]


class TestPage:
    @pytest.fixture
    def at_desk(self, client_of, clerk):
        return client_of(clerk)

    def test_from_the_list_to_the_merge_and_back(self, at_desk, two, other_centre):
        kept, double = two
        listed = at_desk.get(LIST)
        # The one that fewer came from goes
        assert listed.context["doubles"] == [[kept, double]]
        page = at_desk.get(page_of(double, kept))
        assert page.context["moves"] == [
            ["người trong danh sách các lớp, kể cả không đến hoặc rút", "3", "về Chi bộ thôn 5"],
            ["nhu cầu đăng ký trong khảo sát", "1", "về Chi bộ thôn 5"],
            ["đơn vị trực thuộc", "1", "về Chi bộ thôn 5"],
        ]
        assert [(str(one), one.sent, one.people) for one, _ in page.context["columns"]] == [
            ("CB thôn 5", 3, 3),
            ("Chi bộ thôn 5", 2, 2),
        ]
        sent = {"vao": kept.pk, "da-xem": page.context["outcome"].digest}
        answer = at_desk.post(page_of(double), sent, follow=True)
        done = BulkAction.objects.get()
        assert [str(one) for one in answer.context["messages"]] == [
            "Đã gộp CB thôn 5 vào Chi bộ thôn 5. "
            f'<a href="{reverse("centres:bulk", args=[done.pk])}">Xem lại hoặc hoàn tác</a>'
        ]
        assert answer.context["doubles"] == []
        answer = at_desk.post(reverse("centres:undo_bulk", args=[done.pk]), follow=True)
        assert [str(one) for one in answer.context["messages"]] == ["Đã hoàn tác: 1 đơn vị trở lại như trước."]
        assert double.enrolments.count() == 3
        assert other_centre.units.filter(name="CB thôn 5").count() == 1

    def test_the_list_names_five_pairs_and_counts_the_others(self, at_desk, two, centre):
        for number in range(10, 16):
            for name in ("Chi bộ thôn", "CB thôn"):
                factories.make_unit(centre, f"{name} {number}")
        page = at_desk.get(LIST)
        assert (len(page.context["doubles"]), page.context["more_doubles"]) == (5, 2)
        assert "; và 2 cặp khác.</p>" in page.content.decode()

    def test_offers_and_takes_only_other_units_of_the_centre(self, at_desk, two, other_centre):
        kept, double = two
        page = at_desk.get(page_of(double))
        assert [label for _, label in page.context["form"].fields["kept"].choices] == [
            "— chọn đơn vị —",
            "Chi bộ thôn 5",
            "Tổ đảng 1 (CB thôn 5)",
        ]
        assert page.context["doubles"] == [kept]
        for wrong in (double, other_centre.units.get()):
            for answer in (at_desk.get(page_of(double, wrong)), at_desk.post(page_of(double), {"vao": wrong.pk})):
                assert answer.context["form"].errors == {
                    "kept": ["Lựa chọn này không có trong danh sách; xin chọn lại."]
                }

    def test_says_why_it_cannot_be_done(self, at_desk, two, centre):
        kept, double = two
        factories.make_unit(centre, "Tổ đảng 1", kept)
        page = at_desk.get(page_of(double, kept))
        assert "Cả hai đều có đơn vị trực thuộc tên “Tổ đảng 1”" in page.content.decode()
        assert "Gộp vào “" not in page.content.decode()
        answer = at_desk.post(page_of(double), {"vao": kept.pk, "da-xem": ""}, follow=True)
        assert [str(one) for one in answer.context["messages"]] == [
            "Có người vừa sửa hai đơn vị này. Chưa thay đổi gì: xin xem lại rồi gộp."
        ]
        assert (double.enrolments.count(), BulkAction.objects.count()) == (3, 0)

    def test_says_that_the_localities_differ(self, at_desk, two, centre):
        kept, double = two
        place = Locality.objects.create(province=centre.province, name="xã An Bình")
        SendingUnit.objects.filter(pk=kept.pk).update(locality=place)
        assert at_desk.get(page_of(double, kept)).context["notes"] == [
            "Địa bàn khác nhau (chưa rõ địa bàn; xã An Bình): báo cáo chưa nộp sẽ tính các lượt này theo địa bàn của "
            "“Chi bộ thôn 5”."
        ]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("CB thôn 5", "Chi bộ thôn 5", True),
        ("Chi bộ thôn 05", "Chi bộ thôn 5", True),
        ("Chi bộ thôn5", "Chi bộ thôn 5", True),
        ("chi bo thon dong", "Chi bộ thôn Đông", True),
        ("Trường THCS Hòa Bình", "Trường Trung học cơ sở Hoà Bình", True),
        ("Chi bộ Công an xã", "Chi bộ CA xã", True),
        ("Chi bộ thôn Hạ", "Chi bộ thôn Hà", False),
        ("Chi bộ thôn 1", "Chi bộ thôn 11", False),
        ("Chi bộ thôn 5", "Chi bộ thôn 6", False),
        ("Đảng bộ xã", "Chi bộ xã", False),
    ],
)
def test_names_of_one_unit(one, other, alike):
    pair = SendingUnit(pk=1, name=one), SendingUnit(pk=2, name=other)
    assert likely_doubles(list(pair)) == ([pair] if alike else [])


def test_units_of_one_name_under_two_others_are_two():
    one, other, third = (SendingUnit(pk=pk, name="Chi bộ 1", parent_id=above) for pk, above in ((1, 8), (2, 9), (3, 8)))
    assert likely_doubles([one, other]) == []
    assert likely_doubles([one, third]) == [(one, third)]
    assert likely_doubles([one, SendingUnit(pk=4, name="CB 1")]) == [(one, SendingUnit(pk=4))]
