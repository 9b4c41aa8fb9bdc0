"""What is shown of a way to reach somebody to those who may not simply read it: enough to tell two apart, never enough
to use it. Pure; the same at head office and on the tablet.

Shown at most: of a telephone number the country code, the first digit and the last two; of an e-mail address the first
letter of the name and of the domain, and its end; of a social name the first letter; of an address nothing.
"""

from __future__ import annotations

import re

import phonenumbers

DOT = "\N{BULLET}"
_HIDDEN = DOT * 5
_SHORT_NUMBER = 7
"""Of fewer digits nothing is shown: the rest could be guessed."""
_LONG_NUMBER = 9
_NO_NUMBER = 5
_SHORT_NAME = 3
_END = re.compile(r"[a-z]{2,6}")


def masked(kind: str, value: str) -> str:
    """What may be shown of ``value``, a contact point of ``kind``; empty when there is nothing. What is masked already
    stays as it is.
    """
    if not value or DOT in value:
        return value and (value if _is_mask(kind, value) else _HIDDEN)
    if kind == "phone":
        return _phone(value)
    if kind == "email":
        return _email(value)
    return f"{value[0]}{_HIDDEN}" if kind == "social" and _tells_little(value) else _HIDDEN


def _tells_little(word: str) -> bool:
    """Whether its first letter may be shown: there are others, and it is a letter that stands for itself."""
    return len(word) >= _SHORT_NAME and word[0].isalnum()


def _phone(value: str) -> str:
    digits = "".join(c for c in value if c.isdecimal())
    code = _country_code(value)
    national = digits.removeprefix(code)
    if len(national) < _NO_NUMBER:
        return _HIDDEN
    first = national[:1] if len(national) >= _LONG_NUMBER else ""
    last = national[-2:] if len(national) >= _SHORT_NUMBER else ""
    hidden = DOT * (len(national) - len(first) - len(last))
    whole = first + hidden + last
    groups = [whole[start : start + 3] for start in range(0, len(whole), 3)]
    return " ".join([f"+{code}"] * bool(code) + groups)


def _country_code(value: str) -> str:
    try:
        return str(phonenumbers.parse(value, None).country_code)
    except phonenumbers.NumberParseException:
        return ""


def _email(value: str) -> str:
    local, at, domain = value.rpartition("@")
    if not at:
        return _HIDDEN
    name, dot, end = domain.rpartition(".")
    host = f"{name[0]}{DOT * 3}" if _tells_little(name) else DOT * 3
    tail = f".{end}" if dot and _END.fullmatch(end) else ""
    return f"{local[0] if _tells_little(local) else ''}{_HIDDEN}@{host}{tail}"


_MASKS = {
    "phone": re.compile(rf"(\+[0-9]{{1,3}})?[0-9]?{DOT}{{3,}}[0-9]{{0,2}}"),
    "email": re.compile(rf"\w?{DOT}{{5}}@\w?{DOT}{{3}}(\.[a-z]{{2,6}})?"),
    "social": re.compile(rf"\w?{DOT}{{5}}"),
}


def _is_mask(kind: str, value: str) -> bool:
    """Whether ``value`` is what ``masked`` makes: some tablets get nothing else. Any bullet somebody typed is not."""
    form = _MASKS.get(kind)
    return value == _HIDDEN or bool(form and form.fullmatch(value.replace(" ", "") if kind == "phone" else value))
