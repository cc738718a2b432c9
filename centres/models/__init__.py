from centres.models.centre import Centre, CentreName, StaffCount
from centres.models.people import Membership, Role, User
from centres.models.province import Province
from centres.models.unit import SendingUnit

__all__ = ["Centre", "CentreName", "Membership", "Province", "Role", "SendingUnit", "StaffCount", "User"]
