from centres.models.centre import Centre, CentreName, StaffCount
from centres.models.job import Job
from centres.models.layout import PaperLayout
from centres.models.lists import BulkAction, ListPreference
from centres.models.locality import Locality, ServedLocality
from centres.models.people import Membership, Role, User
from centres.models.province import Province
from centres.models.unit import SendingUnit

__all__ = [
    "BulkAction",
    "Centre",
    "CentreName",
    "Job",
    "ListPreference",
    "Locality",
    "Membership",
    "PaperLayout",
    "Province",
    "Role",
    "SendingUnit",
    "ServedLocality",
    "StaffCount",
    "User",
]
