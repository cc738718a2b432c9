from learners.models.attendance import Attendance
from learners.models.certificate import (
    BlankMovement,
    Certificate,
    CertificatePattern,
    CertificateSeries,
    RegisterEntry,
    RegisterVolume,
)
from learners.models.confirmation import ResultStep
from learners.models.criteria import CentreCriteria, TitleDecision
from learners.models.enrolment import Commendation, Enrolment, Result
from learners.models.learner import Learner
from learners.models.merge import LearnerMerge
from learners.models.roster import ImportBatch, RosterUpload

__all__ = [
    "Attendance",
    "BlankMovement",
    "CentreCriteria",
    "Certificate",
    "CertificatePattern",
    "CertificateSeries",
    "Commendation",
    "Enrolment",
    "ImportBatch",
    "Learner",
    "LearnerMerge",
    "RegisterEntry",
    "RegisterVolume",
    "Result",
    "ResultStep",
    "RosterUpload",
    "TitleDecision",
]
