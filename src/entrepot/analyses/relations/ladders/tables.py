"""Follow-through as a table of figures: what CSV, frames and charts are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from entrepot.analyses.relations.citing import by_hash, origins
from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.following import FollowThrough, Line
from entrepot.analyses.relations.ladders.shares import Share
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import join
from entrepot.metadata.statement import Document

_SCHEMA = {
    **dict.fromkeys(("for", "ladder", "step"), pl.String),
    **dict.fromkeys(("of", "perhaps_of", "at_least", "at_most"), pl.Int64),
    **dict.fromkeys(("share_low", "share_high"), pl.Float64),
    **dict.fromkeys(("certain", "possible", "groups", "untold"), pl.String),
}
_COUNTED = (
    ("of", "Of", "begun by the day"),
    ("perhaps_of", "Perhaps of", "perhaps begun by the day"),
    ("at_least", "At least", "told to have reached the step, certain"),
    ("at_most", "At most", "told to have reached the step, certain or possible"),
)
_SHARED = (
    ("share_low", "Share, at least", "share told to have reached the step, certain"),
    ("share_high", "Share, at most", "share told to have reached the step, certain or possible"),
)


def shares_table(
    follow: FollowThrough, climbs: Iterable[Climb], documents: Iterable[Document] = ()
) -> FigureTable:
    """A row for each key, ladder and step, with the ids behind each number.

    Args:
        follow: what to show.
        climbs: what it was made from, to cite their statements.
        documents: to cite them by name.
    """
    papers = by_hash(documents)
    rows = [_row(line, share) for line in follow.lines for share in line.shares]
    cited = join(*(origins(climb.statement, papers) for climb in climbs))
    return FigureTable(
        title=f"Follow-through by {follow.by}",
        data=pl.DataFrame(rows, schema=_SCHEMA),
        columns=(
            *(
                FigureColumn(name, label, "statements", what, Quality.DERIVED)
                for name, label, what in _COUNTED
            ),
            *(FigureColumn(name, label, "1", what, Quality.DERIVED) for name, label, what in _SHARED),
        ),
        period=follow.on.isoformat(),
        places=(),
        origins=tuple(dict.fromkeys(origin.work for origin in cited)),
        caveat="Shares are of what is told; that a step is not told of does not say that it was not made.",
    )


def _row(line: Line, share: Share) -> dict[str, Any]:
    return {
        "for": line.key,
        "ladder": line.ladder,
        "step": share.step,
        "of": len(share.of),
        "perhaps_of": len(share.perhaps_of),
        "at_least": int(share.count.low),
        "at_most": int(share.count.high),
        "share_low": share.share.low if share.share else None,
        "share_high": share.share.high if share.share else None,
        "certain": " ".join(share.certain),
        "possible": " ".join(share.possible),
        "groups": " ".join(share.groups),
        "untold": " ".join(share.untold),
    }
