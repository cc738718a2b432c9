"""Acts over reports: what staff write, and the steps from a draft to an approved version."""

from reports.actions.closing import close_province_report
from reports.actions.remarks import add_remark, answer_remarks, remove_remark
from reports.actions.steps import (
    amend_report,
    approve_version,
    drop_amendment,
    prepare_report,
    reopen_report,
    return_version,
    withdraw_version,
)
from reports.actions.submitting import give_reasons, submit_report
from reports.actions.texts import save_past_report, save_report_text

__all__ = [
    "add_remark",
    "amend_report",
    "answer_remarks",
    "approve_version",
    "close_province_report",
    "drop_amendment",
    "give_reasons",
    "prepare_report",
    "remove_remark",
    "reopen_report",
    "return_version",
    "save_past_report",
    "save_report_text",
    "submit_report",
    "withdraw_version",
]
