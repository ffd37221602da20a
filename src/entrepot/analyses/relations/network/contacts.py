"""What a contact statement must be: personal data, kept apart, in a form that can be used."""

from __future__ import annotations

import re

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Statement

_EMAIL = re.compile(r"[^\s@,;:<>()\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}")
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_TELLING = ("organisation", "role", "email", "phone", "channel")
_SPACING = re.compile(r"[\s().\u00a0/-]")
LONGEST_EMAIL = 254
"""Characters in an address, RFC 5321 section 4.5.3.1.3 less its brackets."""


def check_contact(statement: Statement, *, file: str | None = None, line: int | None = None) -> None:
    """Refuse a contact that is not marked private, names nobody, or cannot be written to or called.

    Args:
        statement: of the kind "contact".
        file: where it was read, for the message.
        line: in that file.

    Raises:
        BadInput: with what was expected; the address or number itself is not repeated in the message.
    """
    problem, expected = _problem(statement)
    if problem:
        told = f"{statement.id}: {problem}"
        raise BadInput(told, file=file, line=line, column="attributes", expected=expected)


def _problem(s: Statement) -> tuple[str, str]:
    told = {name: str(s.attributes.get(name, "")) for name in _TELLING}
    if s.kind != "contact":
        return f"is a statement of the kind {s.kind}", "a contact"
    if not s.private:
        return (
            "a contact that is not marked private",
            "private: true; a public role is of the kind office",
        )
    if not s.subject.strip():
        return "a contact without a person", "the person's name as the subject"
    if told["email"] and not is_email(told["email"]):
        return "the e-mail address cannot be one", "one address such as name@example.org"
    if told["phone"] and not is_phone(told["phone"]):
        return "the telephone number cannot be one", "an international number such as +32 4 221 00 00"
    if not any(told.values()):
        return (
            "a contact that says nothing",
            "one of: " + ", ".join(_TELLING),
        )
    return "", ""


def is_email(text: str) -> bool:
    """Whether a text has the form of one e-mail address; whether it exists only a letter can tell."""
    return len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None and ".." not in text


def is_phone(text: str) -> bool:
    """Whether a text is an international number (ITU-T E.164): a plus and 7 to 15 digits, spaced freely."""
    return len(text) <= 40 and _PHONE.fullmatch(_SPACING.sub("", text)) is not None
