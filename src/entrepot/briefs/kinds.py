"""How a mode, what else happens to goods, or a form of representation looks: a colour and a dash."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.briefs.drawing import INK, MUTED

SOLID = (1, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """Colour, dash (points drawn, points left away, in turn) and end of a dash."""

    colour: str
    dash: tuple[float, ...] = SOLID
    cap: str = "butt"


MODES = ("rail", "road", "sea", "ferry", "barge", "air")
# Told apart with any colour vision by colour or lightness, and in grey by the dash.
LOOKS = {
    "rail": Look("#1f4e79"),
    "road": Look("#b5482f", (6, 2.5)),
    "sea": Look("#2f93c4", (11, 3)),
    "ferry": Look("#4f9a8d", (3, 2.5)),
    "barge": Look("#7a8b2e", (9, 2.5, 2, 2.5)),
    "air": Look("#8f5fb5", (0.1, 4), "round"),
    "waiting": Look("#c3ccd4"),
    "handling": Look("#7f8c97"),
    "gauge change": Look("#d98c3f"),
    "border": Look(INK),
    "resident": Look("#4a7fb5"),
    "accredited": Look("#a9c6e2"),
    "represented": Look("#a9c9c0"),
    "office-only": Look("#4f9a8d"),
    "honorary": Look("#b9a6d3"),
    "bodies": Look("#d7c7e6"),
    "planned": Look("#f0c98a"),
    "ended": Look("#c98a6b"),
    "absent": Look("#8c5a44"),
    "not-recorded": Look("#d5d8db"),
    "seat-line": Look(INK, (5, 3)),
}
"""By mode or kind of step, in the order of every legend."""


def look(kind: str) -> Look:
    """The look of that kind; of an unknown one, a quiet line."""
    return LOOKS.get(kind, Look(MUTED))


def ranked(kinds: set[str]) -> list[str]:
    """Kinds in the order of legends, unknown ones last by name."""
    order = list(LOOKS)
    return sorted(kinds, key=lambda kind: (order.index(kind) if kind in LOOKS else len(order), kind))
