"""Learners, their places in classes and their results keep a history of their fields."""

from centres.history import keep_history
from learners.models import (
    Attendance,
    CentreCriteria,
    CertificatePattern,
    ClassOfficers,
    Commendation,
    DossierNote,
    Enrolment,
    Learner,
    OutsidePlace,
    Paper,
    PaperSettings,
    Result,
    RosterWord,
    Term,
    TitleDecision,
)
from learners.models.merge import LearnerMerge

keep_history(Learner, left_out=["sort_key", "search_key"], last_four_of=["national_id", "party_card", "phone"])
keep_history(Enrolment)
keep_history(Result, left_out=["changed_at"])
keep_history(Commendation)
keep_history(Attendance, left_out=["changed_at"])
for model in (Term, Paper, PaperSettings, ClassOfficers, DossierNote, OutsidePlace):
    keep_history(model)
keep_history(LearnerMerge, left_out=["before"])
keep_history(RosterWord)
keep_history(CentreCriteria)
keep_history(CertificatePattern)
keep_history(TitleDecision, left_out=["at"])
