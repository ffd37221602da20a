"""No key, token or password in a message, a log or a file."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARAMETER = re.compile(
    r"([?&;](?:subscription-key|api[-_]?key|key|access[-_]?token|token|password|passwd|pwd|secret|signature|sig"
    r"|auth)=)[^&;#\s]*",
    re.IGNORECASE,
)
_USER = re.compile(r"(?<=//)[^/?#\s@]*@")
_LONGEST = 500


def masked(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` fit to be shown: what looks like a credential, and each of `secrets`, becomes `***`.

    Control characters, which a server may have sent to harm a terminal, become `?`.
    """
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    text = _USER.sub("***@", _PARAMETER.sub(r"\1***", text))
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
