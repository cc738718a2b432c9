import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from centres.models import User

CATALOGUES = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"


def translations_of(domain):
    """What the compiled catalogue holds: identifier (with its context, plurals by number) to text."""
    with open(CATALOGUES / f"{domain}.mo", "rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog
    return {key: text for key, text in catalogue.items() if key}


def written_in(domain):
    written = {}
    with open(CATALOGUES / f"{domain}.po", "rb") as source:
        messages = [message for message in read_po(source) if message.id]
    for message in messages:
        mark = f"{message.context}\x04" if message.context else ""
        if message.pluralizable:
            written[mark + message.id[0], 0] = message.string[0]
        else:
            written[mark + message.id] = message.string
    return written


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_catalogue_is_the_written_one(domain):
    assert translations_of(domain) == written_in(domain)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_the_catalogue_is_translated(domain):
    assert [key for key, text in written_in(domain).items() if not text] == []


def test_the_password_rules_are_said_in_vietnamese():
    assert password_validators_help_texts() == [
        "Không giống tên đăng nhập, họ tên hay địa chỉ thư của bạn.",
        "Có ít nhất 10 ký tự.",
        "Không phải mật khẩu phổ biến, dễ đoán.",
        "Không chỉ gồm chữ số.",
    ]


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("lan-2026x", ["Mật khẩu quá ngắn: phải có ít nhất 10 ký tự."]),
        ("nguyenthilan", ["Mật khẩu quá giống tên đăng nhập."]),
        ("qwertyuiop", ["Mật khẩu này quá phổ biến, dễ bị đoán ra."]),
        ("9403716582", ["Mật khẩu không được chỉ gồm chữ số."]),
    ],
)
def test_a_weak_password_is_refused_in_vietnamese(password, said):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="nguyenthilan"))
    assert refused.value.messages == said
