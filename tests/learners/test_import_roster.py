"""The upload from a shell."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from centres import dates
from learners.models import ImportBatch, Learner, RosterUpload
from tests import factories
from tests.learners.lists import roster

GOOD = "Lê Văn An;05/02/1990;Nam;001090000011;Chi bộ thôn Đông;Bí thư;0912345678"
WRONG = "Ngô Văn Sai;31/02/1990;Nam;;Công an xã;;"


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre, "YB-06")


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "tot.csv"
    path.write_bytes(roster(GOOD))
    return path


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "sai.csv"
    path.write_bytes(roster(GOOD, WRONG))
    return path


def run(*args):
    """Standard output and error of the command."""
    out, err = StringIO(), StringIO()
    call_command("import_roster", *map(str, args), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_import_saves_a_good_list(training_class, good):
    out, _ = run("YB-06", good)
    assert out == "Đọc được 1 học viên, 0 lỗi, 0 lưu ý.\nĐã lưu 1 học viên vào lớp YB-06.\n"
    place = training_class.enrolments.get()
    assert (place.learner.full_name, place.unit.name, ImportBatch.objects.get().imported_by) == (
        "Lê Văn An",
        "Chi bộ thôn Đông",
        None,
    )
    assert not RosterUpload.objects.exists()


def test_import_again_says_so(training_class, good):
    run("YB-06", good)
    out, _ = run("YB-06", good)
    assert out.endswith("Đã lưu 0 học viên vào lớp YB-06.\nĐã lưu từ tệp này: 1.\n")
    assert training_class.enrolments.count() == 1


def test_import_with_errors_saves_nothing(training_class, wrong):
    with pytest.raises(CommandError, match="chưa lưu dòng nào"):
        run("YB-06", wrong)
    assert not Learner.objects.filter(centre=training_class.centre).exists()
    assert not RosterUpload.objects.exists()


def test_dry_run_prints_json_and_saves_nothing(training_class, wrong):
    out, err = run("YB-06", wrong, "--dry-run", "--json", "-")
    found = json.loads(out)
    assert [(row["line"], row["full_name"], row["birth"]) for row in found["rows"]] == [(2, "Lê Văn An", "1990-02-05")]
    assert found["errors"] == [{"line": 3, "field": "birth", "reason": "Không có ngày 31/02/1990"}]
    assert (found["warnings"], found["file_error"]) == ([], None)
    assert "LỖI, dòng 3: Không có ngày 31/02/1990" in err
    assert not Learner.objects.filter(centre=training_class.centre).exists()


def test_json_into_a_file(training_class, good, tmp_path):
    run("YB-06", good, "--dry-run", "--json", tmp_path / "ra.json")
    assert json.loads((tmp_path / "ra.json").read_text("utf-8"))["rows"][0]["full_name"] == "Lê Văn An"


def test_refused_file(training_class, tmp_path):
    path = tmp_path / "khong-phai.xlsx"
    path.write_bytes(b"PK\x03\x04 hong")
    out, _ = run("YB-06", path, "--dry-run", "--json", "-")
    assert json.loads(out)["rows"] == []
    assert json.loads(out)["file_error"].startswith("Tệp bị hỏng")
    with pytest.raises(CommandError, match="Không đọc được danh sách nên chưa lưu dòng nào"):
        run("YB-06", path)


def test_dry_run_works_on_a_closed_class_and_saving_does_not(centre, good):
    factories.make_closed_class(centre, "YB-07")
    assert "Đọc được 1 học viên" in run("YB-07", good, "--dry-run")[0]
    with pytest.raises(CommandError, match="đã được công nhận ngày 11/03/2022"):
        run("YB-07", good)


def test_ambiguous_class_names_the_centres(training_class, other_centre, good):
    other = factories.make_class(other_centre, "YB-06")
    with pytest.raises(CommandError, match="xa-an-binh:YB-06, xa-binh-minh:YB-06"):
        run("YB-06", good)
    run("xa-binh-minh:YB-06", good)
    assert (other.enrolments.count(), training_class.enrolments.count()) == (1, 0)


def test_unknown_class_and_file(training_class, good, tmp_path):
    with pytest.raises(CommandError, match="Không có lớp nào mang mã YB-99"):
        run("YB-99", good)
    for path, reason in ((tmp_path / "khong-co.xlsx", "không có tệp hoặc thư mục này"), (tmp_path, "đây là thư mục")):
        with pytest.raises(CommandError) as refused:
            run("YB-06", path)
        assert str(refused.value) == f"Không đọc được tệp {path}: {reason}."


def test_json_that_cannot_be_written_saves_nothing(training_class, good, tmp_path):
    target = tmp_path / "khong-co" / "ra.json"
    with pytest.raises(CommandError) as refused:
        run("YB-06", good, "--json", target)
    assert str(refused.value) == f"Không ghi được tệp {target}: không có tệp hoặc thư mục này."
    assert not training_class.enrolments.exists()


def test_a_code_that_reads_as_centre_and_code_is_ambiguous(training_class, other_centre, good):
    other = factories.make_class(other_centre, "xa-an-binh:YB-06")
    with pytest.raises(CommandError, match="xa-an-binh:YB-06, xa-binh-minh:xa-an-binh:YB-06"):
        run("xa-an-binh:YB-06", good)
    run("xa-binh-minh:xa-an-binh:YB-06", good)
    assert (other.enrolments.count(), training_class.enrolments.count()) == (1, 0)


def test_ages_are_judged_today_not_when_the_class_opened(training_class, tmp_path, monkeypatch):
    path = tmp_path / "tre.csv"
    path.write_bytes(roster("Lê Văn Trẻ;05/02/2010;Nam;;;;"))
    for today, warnings in ((date(2025, 1, 1), 1), (date(2027, 1, 1), 0)):
        monkeypatch.setattr(dates, "today", lambda day=today: day)
        out, _ = run("YB-06", path, "--dry-run", "--json", "-")
        assert len(json.loads(out)["warnings"]) == warnings


def test_fault_leaves_no_upload_behind(training_class, good, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("learners.actions.roster._enrol", fail)
    with pytest.raises(RuntimeError):
        run("YB-06", good)
    counts = (RosterUpload.objects, ImportBatch.objects, Learner.objects.filter(centre=training_class.centre))
    assert [rows.count() for rows in counts] == [0, 0, 0]
