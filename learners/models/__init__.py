from learners.models.attendance import Attendance
from learners.models.enrolment import Commendation, Enrolment, Result
from learners.models.learner import Learner
from learners.models.roster import ImportBatch, RosterUpload

__all__ = ["Attendance", "Commendation", "Enrolment", "ImportBatch", "Learner", "Result", "RosterUpload"]
