"""Codes of products: one way to write each, and what its beginning says.

Codes stay text: "010121" is not 10121, and "01.43.11" is no number. A code with letters, as publishers use
for what is confidential or not specified ("28XXXXXX", "9999AA"), is kept as it is.
"""

from __future__ import annotations

import re

from entrepot.metadata.errors import BadInput
from entrepot.metadata.products.classification import Classification, classification
from entrepot.metadata.products.vocabulary import rows

_SEPARATORS = re.compile(r"[\s.\-_]")
_CODE = re.compile(r"[0-9A-Z]{1,12}")
# Publishers' sums over all products: counted as a product they would count everything twice.
_SUMS = {"TOTAL", "ALL", "AG2", "AG4", "AG6"}
_DOTTED = ("CPA", "NACE")


def normalise(code: str, scheme: Classification | str) -> str:
    """The code as Entrepôt writes it.

    HS and CN without dots and blanks ("1001 11 00" is "10011100"), CPA and NACE with dots ("014311" is
    "01.43.11"), ISIC, SITC and BEC without. An odd number of digits in HS or CN is a code that lost its
    leading zero on the way, since all have an even number: "10121" is "010121".

    Raises:
        BadInput: empty, a total over all products, not a code, or of a length that the classification
            does not have.
        UsageError: no such classification.
    """
    known = scheme if isinstance(scheme, Classification) else classification(scheme)
    if known.family in ("", "ICIO"):
        return _as_written(code, known)
    bare = _SEPARATORS.sub("", code.strip('" \t').upper())
    if bare in _SUMS:
        raise BadInput(f"“{code}” is a sum over products, not a product", remedy="Drop such rows first.")
    if not _CODE.fullmatch(bare):
        raise BadInput(f"“{code}” is no code of {known.name}", expected=_expected(known))
    return _shaped(bare, known, code) if bare.isdigit() else bare


def _as_written(code: str, known: Classification) -> str:
    bare = code.strip('" \t')
    if not bare or not bare.isprintable():
        raise BadInput(f"“{code}” is no code of {known.name}", expected=_expected(known))
    return bare


def _shaped(bare: str, known: Classification, code: str) -> str:
    if known.family in ("HS", "CN") and len(bare) % 2:
        bare = f"0{bare}"
    if known.levels and len(bare) not in known.levels:
        raise BadInput(f"“{code}” has {len(bare)} digits", expected=_expected(known))
    if known.family in ("HS", "CN") and bare.startswith("00"):
        raise BadInput(f"“{code}” is in chapter 00, which there is not", expected=_expected(known))
    if known.family in _DOTTED:
        return ".".join(part for part in (bare[:2], bare[2:4], bare[4:]) if part)
    return bare


def _expected(known: Classification) -> str:
    if not known.levels:
        return f"a code of {known.title}"
    lengths = ", ".join(str(level) for level in known.levels)
    return f"a code of {known.title}, with {lengths} digits"


def digits(code: str) -> int:
    """How many digits a code has, dots not counted; 0 for a code with letters, whose level is not known."""
    bare = code.replace(".", "")
    return len(bare) if bare.isdigit() else 0


def parent(code: str, level: int) -> str:
    """The code that this one belongs to, with `level` digits: the heading of "010121" is "0101".

    A code that is confidential below that level still has its parent ("01XXXXXX" is in chapter 01).

    Raises:
        BadInput: the code is shorter, or confidential already at that level.
    """
    dotted = "." in code
    bare = code.replace(".", "")[:level]
    if len(bare) < level or not bare.isdigit():
        raise BadInput(f"“{code}” does not say what its first {level} digits are")
    return ".".join(part for part in (bare[:2], bare[2:4], bare[4:]) if part) if dotted else bare


def chapter(code: str) -> str:
    """The HS chapter of an HS or CN code, its first two digits; raises `BadInput` where they are hidden."""
    return parent(code, 2)


def section(code: str) -> str:
    """The HS section, "I" to "XXI", of an HS or CN code; a section's own number is given back.

    Raises:
        BadInput: chapters 98 and 99, which countries use as they like, and codes without a chapter.
    """
    if code in {row["code"] for row in rows("hs_sections.csv")}:
        return code
    two = chapter(code)
    for row in rows("hs_sections.csv"):
        if row["first_chapter"] <= two <= row["last_chapter"]:
            return row["code"]
    raise BadInput(f"chapter {two} is in no section of the HS", expected="chapters 01 to 97")
