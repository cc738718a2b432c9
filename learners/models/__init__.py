from learners.models.enrolment import Commendation, Enrolment, Result
from learners.models.learner import Learner
from learners.models.roster import ImportBatch, RosterUpload

__all__ = ["Commendation", "Enrolment", "ImportBatch", "Learner", "Result", "RosterUpload"]
