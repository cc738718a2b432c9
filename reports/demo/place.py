"""The invented province, the commune centre with its units, and the district centre that was before it."""

from datetime import date

from centres.models import Centre, Locality, Province, SendingUnit, ServedLocality, StaffCount
from centres.models.centre import Level
from reports.models import PastReport, PastReportLine

CODE = "xa-suoi-dao"
BEGAN = date(2025, 7, 1)  # when commune centres took over from those of districts
GIVEN = "Quyết định số 12-QĐ/TU ngày 30/6/2025 của Ban Thường vụ Tỉnh ủy Thanh Lâm"
COMMUNES = {
    "Suối Đào": ("Chi bộ thôn Bản Mận", "Chi bộ thôn Khe Trám", "Chi bộ Trường Trung học cơ sở Suối Đào"),
    "Khe Lim": ("Đảng bộ Ủy ban nhân dân xã Khe Lim", "Chi bộ thôn Lim Thượng", "Chi bộ Trạm Y tế xã Khe Lim"),
    "Đồng Mận": ("Chi bộ thôn Đồng Trong", "Chi bộ Hợp tác xã chè Đồng Mận", "Chi bộ Quân sự xã Đồng Mận"),
}


def make_centre() -> Centre:
    """The commune centre with all that does not depend on the day."""
    province = Province.objects.create(
        code="thanh-lam",
        name="Thanh Lâm",
        committee="Tỉnh ủy Thanh Lâm",
        board="Ban Tuyên giáo và Dân vận Tỉnh ủy Thanh Lâm",
    )
    centre = Centre.objects.create(
        code=CODE,
        province=province,
        name="Trung tâm Chính trị xã Suối Đào",
        level=Level.COMMUNE,
        host="Đảng ủy xã Suối Đào",
        place="Suối Đào",
        valid_from=BEGAN,
        signer_name="Lường Đức Trầm",
        deputy_name="Bàn Thị Sương Mai",
    )
    StaffCount.objects.create(centre=centre, counted_on=BEGAN, staff=5, lecturers_full_time=2, lecturers_part_time=9)
    for commune, names in COMMUNES.items():
        locality = serve(centre, f"xã {commune}", valid_from=BEGAN, document=GIVEN)
        top = SendingUnit.objects.create(centre=centre, name=f"Đảng bộ xã {commune}", locality=locality)
        SendingUnit.objects.bulk_create(SendingUnit(centre=centre, parent=top, name=name) for name in names)
    centre.predecessors.add(make_predecessor(province))
    return centre


def serve(centre: Centre, name: str, **fields) -> Locality:
    locality = Locality.objects.create(province=centre.province, name=name)
    ServedLocality.objects.create(centre=centre, locality=locality, **fields)
    return locality


def make_predecessor(province) -> Centre:
    centre = Centre.objects.create(
        code="huyen-dao-son",
        province=province,
        name="Trung tâm Chính trị huyện Đào Sơn",
        level=Level.DISTRICT,
        host="Huyện ủy Đào Sơn",
        place="Đào Sơn",
        symbol="TTCT",
        valid_to=date(2025, 6, 30),
        signer_name="Quách Văn Lẫm",
    )
    serve(centre, "huyện Đào Sơn", valid_to=date(2025, 6, 30))
    StaffCount.objects.create(centre=centre, staff=6, lecturers_full_time=3, lecturers_part_time=12)
    for name in ("Đảng bộ cơ quan Huyện ủy", "Đảng bộ xã Suối Đào", "Đảng bộ xã Khe Lim", "Đảng bộ xã Đồng Mận"):
        SendingUnit.objects.create(centre=centre, name=name)
    report = PastReport.objects.create(centre=centre, period="2023", classes=21, learners=1240)
    for position, (label, classes, learners) in enumerate(
        [
            ("Bồi dưỡng nhận thức về Đảng", 8, 512),
            ("Bồi dưỡng lý luận chính trị cho đảng viên mới", 6, 318),
            ("Bồi dưỡng nghiệp vụ Mặt trận, đoàn thể và chuyên đề", 7, 410),
        ],
        1,
    ):
        PastReportLine.objects.create(report=report, position=position, label=label, classes=classes, learners=learners)
    return centre
