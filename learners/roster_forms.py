"""Forms by which a list comes in: a file, or cells pasted from a spreadsheet."""

from django import forms
from django.core.exceptions import ValidationError

from centres import dates
from centres.forms import EntryForm, untagged
from centres.models import SendingUnit
from learners.roster import RosterReading, read_roster
from learners.roster_lexicon import words_for

MAX_FILE = 10 * 2**20
MAX_PASTED = 2_000_000
PASTED = "pasted"
PASTED_NAME = "Dán từ Excel"


class RosterSourceForm(EntryForm):
    """What every list that comes in has: the unit that sends it, what was read, and its bytes."""

    unit = forms.ModelChoiceField(
        SendingUnit.objects.none(),
        label="Đơn vị gửi danh sách",
        required=False,
        empty_label="không ghi",
        help_text="Ghi đơn vị thì cách hiểu các cột được nhớ riêng cho đơn vị đó.",
    )
    content: bytes
    reading: RosterReading

    def __init__(self, *args, training_class, user, **kwargs):
        self.training_class = training_class
        super().__init__(*args, **kwargs)
        units = SendingUnit.objects.for_user(user).filter(centre=training_class.centre)
        self.fields["unit"].queryset = units.order_by("name", "pk")
        self.helper = untagged()

    def read(self, content: bytes, name: str) -> None:
        """Take the bytes; raises ValidationError where no choice of columns could make a list of them."""
        self.content = content
        words = words_for(self.training_class.centre)
        self.reading = read_roster(content, name, dates.today(), words=words)
        if self.reading.file_error and not self.reading.outline:
            raise ValidationError(self.reading.file_error)


class RosterFileForm(RosterSourceForm):
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods) hoặc văn bản (.csv), tối đa 10 MB. Chưa lưu gì cho tới khi bạn xem lại.",
        error_messages={
            "required": "Hãy chọn tệp danh sách.",
            "empty": "Tệp rỗng, không có nội dung nào.",
            "invalid": "Chưa nhận được tệp; hãy chọn lại tệp rồi tải lên.",
        },
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.htm,.html"}),
    )
    field_order = ["file", "unit"]

    @property
    def file_name(self) -> str:
        return self.cleaned_data["file"].name

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise ValidationError("Tệp lớn hơn 10 MB. Danh sách học viên không cần ảnh: hãy xóa ảnh hoặc tách tệp.")
        self.read(file.read(), file.name)
        return file


class RosterPasteForm(RosterSourceForm):
    prefix = "dan"
    file_name = PASTED_NAME

    text = forms.CharField(
        label="Các ô chép từ Excel",
        max_length=MAX_PASTED,
        strip=False,
        help_text="Trong Excel chọn các dòng học viên (nên cả dòng tiêu đề), Ctrl+C, rồi Ctrl+V vào đây.",
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off", "class": "pasted"}),
        error_messages={
            "required": "Hãy dán các ô chép từ Excel.",
            "max_length": "Nội dung dán quá dài cho một danh sách; hãy tải tệp lên.",
        },
    )
    field_order = ["text", "unit"]

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        self.read(text.encode(), PASTED_NAME)
        return text
