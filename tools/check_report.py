#!/usr/bin/env python3
"""Kiểm tra báo cáo của Sổ lớp khi không có mạng: tệp PDF, tệp JSON có chữ ký, hoặc dòng chữ của mã QR.

    python check_report.py bao-cao.pdf --key khoa-cong-khai.json
    python check_report.py bao-cao.pdf --key KHÓA --total O1=9 --total O2=564
    python check_report.py --code "https://…/kiem-bao-cao/…#1~…" --key khoa-cong-khai.json

Mã kết thúc: 0 đúng; 1 sai (đã sửa, giả, khác khóa, không có chữ ký, con số không khớp); 2 không kiểm tra được
(không đọc được tệp, gõ thiếu).

One file of its own: it needs Python 3.11 and the library `cryptography`, no network, no database, nothing of the
program. What is checked: the QR code's text signs centre, period, version, day, the SHA-256 of the canonical JSON and
the key totals; the last lines of a PDF sign every byte before them, so that no figure on a page can be changed; a JSON
file is brought into canonical form, hashed and compared. Whether a version is still in force only the public page
knows.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
import unicodedata
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

REPORT, FILE = b"so-lop/report/1\n", b"so-lop/pdf/1\n"
MARK = b"%so-lop-1 "
TRAILER = re.compile(rb"%so-lop-1 (\S+) ([\w-]{86})\nstartxref\n(\d+)\n%%EOF\n\Z", re.ASCII)
ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
FIELDS = ("form", "key", "owner", "period", "number", "day", "sha256", "totals", "signature")
NAMES = {
    "O1": "Số lớp đã mở",
    "O2": "Số lượt học viên",
    "O3": "Số người học",
    "R1": "Số lớp kết thúc",
    "R2": "Lượt học viên của các lớp kết thúc",
    "R3": "Số học viên được đánh giá",
    "R4": "Xuất sắc",
    "R5": "Giỏi",
    "R6": "Khá",
    "R7": "Trung bình",
    "R8": "Không đạt",
    "C1": "Giấy chứng nhận đã cấp",
}
RIGHT, WRONG, UNREADABLE = 0, 1, 2


TAKING = ("--key", "--code", "--total")


class RefusedError(Exception):
    """What is wrong with the report, for whoever checks it."""


class UnreadableError(Exception):
    """Why nothing can be said about it."""


def _with_values(arguments):
    """Each option with its value in one word: one key in sixty-four begins with "-" and would be taken for an option."""
    words, joined = list(arguments), []
    while words:
        word = words.pop(0)
        joined.append(f"{word}={words.pop(0)}" if word in TAKING and words else word)
    return joined


def main(arguments=None, out=print) -> int:
    asked = parser().parse_args(_with_values(sys.argv[1:] if arguments is None else arguments))
    try:
        if bool(asked.file) == bool(asked.code):
            raise UnreadableError("Nêu một tệp, hoặc --code và dòng chữ của mã QR.")
        keys = read_keys(asked.key)
        expected = read_totals(asked.total)
        token = check_code(asked.code, keys) if asked.code else check_file(Path(asked.file), keys)
        compare(token, expected)
    except RefusedError as refused:
        out(f"KHÔNG ĐÚNG: {refused}")
        return WRONG
    except UnreadableError as unreadable:
        out(f"KHÔNG KIỂM TRA ĐƯỢC: {unreadable}")
        return UNREADABLE
    for line in in_words(token, asked):
        out(line)
    return RIGHT


def parser():
    made = argparse.ArgumentParser(description="Kiểm tra báo cáo của Sổ lớp khi không có mạng.")
    made.add_argument("file", nargs="?", metavar="TỆP", help="tệp PDF của bản trình, hoặc tệp JSON có chữ ký")
    made.add_argument("--code", metavar="CHỮ", help="dòng chữ đọc được từ mã QR trên giấy, thay cho tệp")
    made.add_argument(
        "--key",
        action="append",
        required=True,
        metavar="KHÓA",
        help="khóa công khai, hoặc tệp chứa khóa; nhiều lần được",
    )
    made.add_argument(
        "--total", action="append", default=[], metavar="MÃ=SỐ", help="con số trên giấy, ví dụ O2=564; nhiều lần được"
    )
    return made


def read_keys(given) -> dict[str, Ed25519PublicKey]:
    """Public keys by their names. Each is the key itself, a file that holds it, or the published JSON of all keys."""
    texts = [text for one in given for text in key_texts(one)]
    try:
        return {key_name(text): Ed25519PublicKey.from_public_bytes(decoded(text)) for text in texts}
    except (ValueError, binascii.Error) as error:
        raise UnreadableError("Khóa công khai không đúng dạng.") from error


def key_texts(given: str) -> list[str]:
    path = Path(given)
    try:
        text = path.read_text("utf-8").strip() if path.is_file() else given.strip()
        if not text.startswith("{"):
            return [text]
        return [key["public"] for key in json.loads(text)["keys"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableError(f"Không đọc được khóa công khai trong {given}.") from error


def key_name(public: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(decoded(public)).digest())[:8].decode()


def read_totals(given) -> dict[str, int]:
    found = {}
    for pair in given:
        code, _, number = pair.partition("=")
        number = re.sub(r"[.\s]", "", number)
        if code.strip() not in NAMES or not number.isdecimal():
            raise UnreadableError(f"“{pair}” không đúng dạng MÃ=SỐ; các mã: {', '.join(NAMES)}.")
        found[code.strip()] = int(number)
    return found


def check_file(path: Path, keys) -> dict:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"Không đọc được tệp {path}.") from error
    if content.startswith(b"%PDF-"):
        return check_pdf(content, keys)
    if content.lstrip()[:1] == b"{":
        return check_json(content, keys)
    raise UnreadableError(f"{path} không phải tệp PDF hay JSON.")


def check_pdf(content: bytes, keys) -> dict:
    """Every byte before the last lines is signed; behind these lines nothing may stand."""
    place = content.rfind(MARK)
    if place < 0:
        raise RefusedError(
            "tệp không mang chữ ký. Bản trình từ trước khi có mã kiểm tra thì không có; bản đã có mã mà thiếu chữ ký là"
            " đã bị lưu lại hoặc sửa."
        )
    body, found = content[:place], TRAILER.fullmatch(content[place:])
    if not found:
        raise RefusedError("tệp đã bị thêm hoặc sửa ở phần cuối.")
    text = found[1].decode("ascii", "replace")
    token = check_token(text, keys)
    message = FILE + found[1] + b"\n" + hashlib.sha256(body).hexdigest().encode()
    verify(keys[token["key"]], found[2].decode(), message, "tệp đã bị sửa sau khi trình (chữ ký của tệp không đúng).")
    ending = ENDING.search(body[-200:])
    if found[3] != (ending[1] if ending else b"0"):
        raise RefusedError("tệp đã bị sửa ở phần cuối.")
    return token


def check_json(content: bytes, keys) -> dict:
    """{"content": {…}, "token": "…"}: the content in canonical form has the hash and the totals that were signed."""
    try:
        document = json.loads(content)
        report, token = document["content"], check_token(document["token"], keys)
        figures = report["figures"]
        facts = ("tinh:" + report["province"] if "province" in report else report["centre"], report["period"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableError("Tệp JSON không phải báo cáo có chữ ký.") from error
    if hashlib.sha256(canonical(report)).hexdigest() != token["sha256"]:
        raise RefusedError("số liệu trong tệp JSON đã bị sửa.")
    if (token["owner"], token["period"]) != facts or any(figures.get(c) != v for c, v in token["totals"].items()):
        raise RefusedError("chữ ký là của báo cáo khác.")
    return token


def canonical(report: dict) -> bytes:
    text = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", text).encode()


def check_code(text: str, keys) -> dict:
    """The QR code's text, with or without the address before #."""
    return check_token(text.strip().rpartition("#")[2], keys)


def check_token(text: str, keys) -> dict:
    parts = text.split("~")
    if len(parts) != len(FIELDS) or parts[0] != "1":
        raise RefusedError("dòng chữ của mã không đúng dạng.")
    token = dict(zip(FIELDS, parts, strict=True))
    if token["key"] not in keys:
        raise RefusedError(f"ký bằng khóa {token['key']}, không phải khóa đã đưa ({', '.join(keys)}).")
    body = text.rpartition("~")[0]
    verify(keys[token["key"]], token["signature"], REPORT + body.encode(), "chữ ký của mã là giả hoặc mã đã bị sửa.")
    pairs = (pair.split("=") for pair in token["totals"].split(",") if pair)
    token["totals"] = {code: None if value == "-" else int(value) for code, value in pairs}
    token["sha256"] = decoded(token["sha256"]).hex()
    return token


def verify(key: Ed25519PublicKey, signature: str, message: bytes, refusal: str) -> None:
    try:
        key.verify(decoded(signature), message)
    except (InvalidSignature, ValueError, binascii.Error) as error:
        raise RefusedError(refusal) from error


def decoded(text: str) -> bytes:
    """base64url without padding, in the one way it may be written: the last letter has bits that say nothing."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise ValueError(text)
    return raw


def compare(token: dict, expected: dict[str, int]) -> None:
    for code, number in expected.items():
        kept = token["totals"].get(code)
        if kept != number:
            known = "không có" if kept is None else kept
            raise RefusedError(f"{NAMES[code]} ({code}) không khớp: trên giấy {number}, trong chữ ký {known}.")


def in_words(token: dict, asked):
    owner = token["owner"]
    yield "ĐÚNG: " + ("chữ ký của mã đúng." if asked.code else "tệp còn nguyên như khi trình.")
    yield f"  {'Tỉnh' if owner.startswith('tinh:') else 'Trung tâm'}: {owner.removeprefix('tinh:')}"
    yield f"  Kỳ báo cáo: {token['period']}; bản trình lần {token['number']}, ngày {token['day']}"
    yield f"  Mã băm của số liệu (SHA-256): {token['sha256']}"
    for code, number in token["totals"].items():
        yield f"  {NAMES.get(code, code)} ({code}): {'chưa có' if number is None else number}"
    if asked.code:
        yield "  Hãy so các con số này với con số in trên giấy: mã đúng chưa nói lên rằng giấy không bị sửa."
    yield "  Bản này còn hiệu lực hay không: quét mã ở trang cuối để xem (cần mạng)."


if __name__ == "__main__":
    sys.exit(main())
