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
from learners.models.outside import OutsidePlace
from learners.models.paper import (
    CertificatesCopy,
    ClassOfficers,
    DossierCopy,
    DossierNote,
    Paper,
    PaperFile,
    PaperSettings,
    Term,
)
from learners.models.reading import RosterLayout, RosterWord
from learners.models.roster import ImportBatch, RosterUpload

__all__ = [
    "Attendance",
    "BlankMovement",
    "CentreCriteria",
    "Certificate",
    "CertificatePattern",
    "CertificateSeries",
    "CertificatesCopy",
    "ClassOfficers",
    "Commendation",
    "DossierCopy",
    "DossierNote",
    "Enrolment",
    "ImportBatch",
    "Learner",
    "LearnerMerge",
    "OutsidePlace",
    "Paper",
    "PaperFile",
    "PaperSettings",
    "RegisterEntry",
    "RegisterVolume",
    "Result",
    "ResultStep",
    "RosterLayout",
    "RosterUpload",
    "RosterWord",
    "Term",
    "TitleDecision",
]
