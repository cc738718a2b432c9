from learners.roster import Problem
from learners.roster_words import ProblemGroup, grouped


def test_problems_that_differ_in_a_value_are_one_line():
    problems = [
        Problem(3, "national_id", "Số định danh có 10 chữ số, phải có 12", "error"),
        Problem(7, "national_id", "Số định danh có 11 chữ số, phải có 12", "error"),
    ]
    assert grouped(problems) == [ProblemGroup("Số định danh", "Số định danh có … chữ số, phải có 12", "error", (3, 7))]


def test_a_single_problem_keeps_its_value():
    assert grouped([Problem(3, "birth", "Không đọc được ngày: “hè 90”", "error")]) == [
        ProblemGroup("Ngày sinh", "Không đọc được ngày: “hè 90”", "error", (3,))
    ]


def test_errors_come_first_then_the_most_frequent():
    problems = [
        Problem(2, "full_name", "Họ tên chỉ có một chữ"),
        Problem(3, "full_name", "Họ tên chỉ có một chữ"),
        Problem(4, None, "Dòng này bị ẩn trong tệp nhưng vẫn được đọc"),
        Problem(5, "birth", "Không có tháng 13", "error"),
    ]
    assert [(group.field, group.severity, group.lines) for group in grouped(problems)] == [
        ("Ngày sinh", "error", (5,)),
        ("Họ và tên", "warning", (2, 3)),
        ("", "warning", (4,)),
    ]
