"""What the operating system refused, in the user's language."""

REASONS = {
    FileNotFoundError: "không có tệp hoặc thư mục này",
    IsADirectoryError: "đây là thư mục",
    PermissionError: "không có quyền",
}


def reason_of(error: OSError) -> str:
    """Half a sentence to stand after what could not be done: "không có quyền"."""
    return REASONS.get(type(error), "tệp hoặc đĩa có lỗi")
