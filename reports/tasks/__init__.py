"""What waits to be done in a centre: the lines of the home page, gathered from small sources.

A source is a module of this package, one for each theme, with one function

    def tasks(centre: Centre, user: User, today: date) -> list[Task]

that reads through `for_user(user)`, costs the same few queries whatever the number of rows, and gives one Task for each
thing that waits, leading to the very place where it is done (`address`). It stands in `registry.SOURCES` with the roles
whose home page asks it. A source may also ask who the user is: a lecturer is given own classes only.

    Task(text, address, detail="", due=None, late=False, kind=Kind.WORK)

`text` says what waits and for which row ("Chưa nhập đủ kết quả: Lớp A"), `detail` the day or the number behind it.
`due` is the last day on which it is in time; without it the thing waits now. `late` marks what should have been done
although no day says so. `kind` tells what is expected: WORK (enter, complete), ANSWER (a remark, a returned report) or
DECISION (recognise, approve, sign), which heads the page of a director or deputy.

The page groups by urgency (`grouped`) and shows the first of each group; nobody else sorts.
"""

from reports.tasks.registry import SOURCES, Source, tasks_of
from reports.tasks.value import Group, Kind, Task, grouped

__all__ = ["SOURCES", "Group", "Kind", "Source", "Task", "grouped", "tasks_of"]
