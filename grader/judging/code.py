"""Which files are graded at all."""

import math

CODE_LIMIT_BYTES = 64 * 1024
EMPTY = "There is nothing in the file yet: write your function, then send it again."


def code_refusal(code: bytes) -> str | None:
    """Return why this file is not graded at all, or None. A BOM and CRLF are fine."""
    if len(code) > CODE_LIMIT_BYTES:
        return length_refusal(len(code))
    if b"\0" in code:
        line = code[: code.index(b"\0")].count(b"\n") + 1
        return f"The file has a NUL byte on line {line}; it must be plain text."
    try:
        text = code.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = code[: error.start].count(b"\n") + 1
        return f"The file is not UTF-8: see line {line}. Save it as UTF-8."
    return None if text.strip() else EMPTY


def length_refusal(size_bytes: int) -> str:
    """Return the sentence for code that is too long."""
    # Rounded up, so that no code is refused for a length that is allowed.
    return (
        f"The code has {math.ceil(size_bytes / 1024):,} KiB; "
        f"{CODE_LIMIT_BYTES // 1024} KiB are allowed."
    )
