"""What is kept of certificates: what they print, their paper, the register and its volumes (centres.append_only)."""

from centres.append_only import Kept

REFUSAL = "an issued certificate and the register are never changed"
PRINTED = (
    *("id", "centre_id", "enrolment_id", "number", "code", "issued_on", "valid_until", "printed", "replaces_id"),
    *("issued_by_id", "issued_at"),
)
KEPT = [
    Kept("learners_certificate", REFUSAL, filled_once="pdf", columns=PRINTED),
    Kept("learners_registerentry", REFUSAL),
    Kept("learners_registervolume", REFUSAL),
]
