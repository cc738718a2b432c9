"""Which column a heading means. The synonyms are data: a new form of a heading is a new line in a table."""

import re

from learners.names import search_key, tidy

NAME_HEADINGS = ("Họ và tên", "Họ tên", "Họ và tên khai sinh", "Đảng viên", "Học viên", "HỌ và TÊN (hai cột)")
"""Told to the sender of a list in which no name column was found."""

# Of each field the patterns of its headings, the best first: of two columns for one field the better one counts.
# They are matched from the beginning, against lower case without accents, signs and brackets.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": (r"(s ?tt|tt|so tt|so thu tu|thu tu|no|num|#)$",),
    "full_name": (
        r"(ho ten|ho va ten)( khai sinh| day du)?$",
        r"(ho ten|ho va ten|ho chu dem va ten|ho (va )?(ten |chu )?(dem|lot)( va)? ten)( |$)(?!dem|lot)",
        r"(ten )?(hoc vien|dang vien|nguoi hoc|can bo|dai bieu)$",
        r"(ten )?(dang vien moi|doan vien|quan chung|hoi vien|doan vien uu tu|quan chung uu tu|cam tinh dang)$",
        r"(full ?name|name)$",
    ),
    "family_name": (r"ho( va)?( ten| chu)? (dem|lot|dem lot)$", r"ho$", r"ho va ten dem$"),
    "middle_name": (r"(ten |chu )?(dem|lot)$", r"ten (dem|lot)$"),
    "given_name": (r"ten( goi)?$",),
    "gender": (
        r"(gioi tinh|phai|gioi|gt|sex|gender)( (nam|nu|nam nu|nam hay nu|nam hoac nu))?$",
        r"(nam nu|nam hay nu|nam hoac nu|nu nam)$",
    ),
    "birth": (
        r"(ngay (thang )?(va )?(nam )?sinh|ngay sinh|ntns|ngay thang nam sinh)( |$)",
        r"(sinh ngay|ngay thang sinh|ngay va nam sinh|d ?o ?b|date of birth|birth ?(day|date)|sinh ngay thang nam)( |$)",
        r"(nam sinh|sinh nam|tuoi nam sinh|n sinh|ns|ng sinh)$",
        r"nam sinh( |$)",
    ),
    "national_id": (
        r"(so |ma |ma so |so the )?(cccd|can cuoc|can cuoc cong dan|the can cuoc)( |$)",
        r"(so |ma |ma so )?(dinh danh|ddcn|dinh danh ca nhan)( |$)",
        r"(so |ma so )?(cmnd|cmt|cmtnd|chung minh|chung minh thu|chung minh nhan dan|gcmnd) (can cuoc|cccd|can cuoc|dinh danh|so dinh danh|hoac)",
        r"(so |ma so )?(cmnd|cmt|cmtnd|chung minh|chung minh thu|chung minh nhan dan|giay to tuy than)( nhan dan| so)?$",
    ),
    "phone": (
        r"(so )?(dien thoai|dt|sdt|dtdd|di dong|dien thoai di dong|d thoai|dthoai)( |$)",
        r"(tel|mobile|phone|phone number|zalo|so zalo|so may|lien he|so lien he|hotline)$",
    ),
    "party_joined": (
        r"(ngay |ngay thang nam |ngay thang |thoi gian |thoi diem )(vao|ket nap|duoc ket nap)( vao)? (dang|dcsvn|dcs)( |$)",
        r"(ngay |ngay thang nam |ngay thang |thoi gian )(ket nap|vao dang|ket nap du bi|du bi)( |$)",
        r"(vao dang|ket nap dang|ket nap|vao dang ngay|ket nap ngay|nam vao dang|nam ket nap|du bi)( du bi| ngay)?$",
        r"ngay vao d$",
    ),
    "unit": (
        r"(ten )?(chi bo|chi bo dang|cb)( (dang )?sinh hoat| truc thuoc| co so| dang bo| dang uy| co so dang|"
        r" noi sinh hoat| hien nay| cong tac)*$",
        r"(sinh hoat tai chi bo|sinh hoat tai|noi sinh hoat|noi sinh hoat dang|chi bo dang bo)$",
        r"(ten )?(dang bo|dang uy|dang bo bo phan)( chi bo| co so| truc thuoc| sinh hoat| xa| dang uy)*$",
        r"(ten )?(to chuc dang|to chuc co so dang|tccs dang|tccsd|to chuc co so dang truc thuoc)$",
        r"(co quan|don vi)( don vi| co quan)?( cong tac| cu| cu hoc| cu di| cu di hoc| lam viec| gioi thieu| hien nay|"
        r" sinh hoat| dia phuong| cong tac hien nay)*$",
        r"(noi cong tac|noi lam viec|don vi|thuoc don vi|co quan cong tac|dia chi cong tac|noi cong tac hien nay|"
        r"dia ban cong tac|dia phuong don vi|dia phuong)$",
        r"(ten don vi|ten co quan|ten co quan don vi)$",
        r"(chi bo|dang bo|noi cong tac|noi lam viec|don vi|co quan)( cong tac| lam viec| sinh hoat| noi| hoac| va|"
        r" chi bo| dang bo| don vi| co quan)+( dang)?$",
    ),
    "position": (
        r"(chuc vu|chuc danh)$",
        r"(chuc vu|chuc danh)( chuc danh| chuc vu| hien nay| cong tac| cong viec| nghe nghiep| dang nhiem| dam nhan)+$",
        r"(chuc vu|chuc danh) (dang|chinh quyen)( chinh quyen| doan the| dang| hien nay)*$",
        r".*(chuc vu|chuc danh).*(don vi|co quan|cong tac|chi bo).*$",
        r".*(don vi|co quan|cong tac|chi bo|nghe nghiep).*(chuc vu|chuc danh).*$",
        r"(chuc vu|chuc danh)( |$)(?!doan)",
        r"(cong viec|nhiem vu|cong viec hien nay|nhiem vu duoc giao|cv)$",
    ),
    "ethnicity": (r"dan toc$",),
    "religion": (r"ton giao$",),
    "hometown": (r"(que quan|nguyen quan|que|que quan hien nay)$", r"que quan "),
    "address": (
        r"(noi o|noi o hien nay|cho o|cho o hien nay|dia chi|dia chi hien nay|noi o hien tai)$",
        r"(noi |dia chi )?(thuong tru|ho khau)( |$)",
    ),
    "education": (
        r"(trinh do )?(hoc van|van hoa|vh|giao duc pho thong|pho thong|gdpt)$",
        r"trinh do$",
    ),
    "expertise": (r"(trinh do )?(chuyen mon|chuyen mon nghiep vu|cmnv)( |$)", r"trinh do cm$"),
    "theory": (r"(trinh do )?(ly luan|ly luan chinh tri|llct|chinh tri)$",),
    "party_status": (
        r"(tinh trang|dien|loai) (dang|dang vien|dang tich)$",
        r"(la )?dang vien (hay |hoac )?(quan chung|du bi|chinh thuc)( quan chung| du bi| chinh thuc)*$",
        r"quan chung dang vien$",
        r"dang tich$",
    ),
    "party_card": (r"(so )?the dang( vien)?$",),
    "party_official": (r"(ngay |ngay vao dang |ngay cong nhan )?chinh thuc$",),
    "email": (r"(e ?mail|thu dien tu)( |$)",),
    "note": (r"(ghi chu|note|chu thich)( |$)",),
}

# Columns about somebody or something else, whatever they begin with.
OTHER_PERSON = re.compile(
    r"\b(cha|mẹ|bố|vợ|chồng|con|anh chị em|thân nhân|người thân|phụ huynh|chủ hộ|giới thiệu|hướng dẫn|liên hệ khẩn|"
    r"báo tin|giám hộ|giáo viên|người ký|người lập)\b",
)
OTHER_PERSON_BARE = re.compile(r"\b(cua (cha|me|bo|vo|chong|con)|cha|vo chong|than nhan|phu huynh|chu ho)\b")
OTHER_MATTER: dict[str, re.Pattern] = {
    "full_name": re.compile(r"\b(khac|thuong goi|thuong dung|bi danh|cu$|don vi|lop|truong)\b"),
    "birth": re.compile(r"\b(noi|cap|het han)\b"),
    "national_id": re.compile(r"\b(cu$|ngay|noi|het han|ho so)\b"),
    "phone": re.compile(r"\b(co quan|nha rieng|nha|ban$|fax|don vi|khan cap|co dinh)\b"),
    "party_joined": re.compile(r"\b(chinh thuc|doan|so|noi|chi bo|quyet dinh|lan 2|lan hai)\b"),
    "position": re.compile(r"\b(phu cap|ngay|nguoi|bo nhiem|quy hoach|he so)\b|^chuc vu doan the$"),
    "unit": re.compile(r"^(ma|so|ngay|nguoi)\b"),
}
CORE_FIELDS = ("full_name", "birth", "gender", "national_id", "unit", "position", "phone", "party_joined")

_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_SIGNS = re.compile(r"[\W_]+")

Meaning = tuple[str, int] | None
"""The field that a heading means and the rank of its form (0 is best), or None."""


def meaning_of(text: str, patterns: list[tuple[str, int, re.Pattern]]) -> Meaning:
    """What a heading means by these patterns (words.py holds them)."""
    if not text or len(text) > 200:
        return None
    whole = tidy(text).lower()
    if whole in ("nam", "nữ", "nu"):
        return ("male" if whole == "nam" else "female"), 0
    if OTHER_PERSON.search(whole):
        return None
    full_key, key = _key(whole), _key(_BRACKETS.sub(" ", whole))
    if key in ("nam", "nu") and "năm" not in whole:
        return ("male" if key == "nam" else "female"), 0
    if OTHER_PERSON_BARE.search(full_key):
        return None
    return _first_match(key or full_key, full_key, patterns)


def about_another(text: str) -> bool:
    """Whether a heading speaks of somebody other than the learner."""
    whole = tidy(text).lower()
    return bool(OTHER_PERSON.search(whole) or OTHER_PERSON_BARE.search(_key(whole)))


def heading_key(text: str) -> str:
    """Equal for one heading written differently: small letters without accents and signs."""
    return _key(tidy(text).lower())


def _key(text: str) -> str:
    return _SIGNS.sub(" ", search_key(text)).strip()


def _first_match(key: str, full_key: str, patterns: list) -> Meaning:
    for field, rank, pattern in patterns:
        veto = OTHER_MATTER.get(field)
        if pattern.match(key) and not (veto and veto.search(full_key)):
            return field, rank
    return None
