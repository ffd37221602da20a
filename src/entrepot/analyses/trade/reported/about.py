"""What reported trade must be read with, by rule: which concept, at which valuation, weighed how."""

from __future__ import annotations

from entrepot.analyses.trade.mirror import DOTS_2017
from entrepot.analyses.trade.reported.compared import CONVENTION, ENOUGH, EQUAL, NETWORK, OWN
from entrepot.analyses.trade.reported.held import Reports

# Economies through whose ports and warehouses much passes that shows in their exports (see goods/caveats.py).
HUBS = frozenset({"ARE", "BEL", "HKG", "NLD", "SGP"})

_MARGIN = {
    CONVENTION: (
        f"For a value at FOB, freight and insurance are taken to add {100 * DOTS_2017.rate:.0f} percent to "
        "imports, the IMF’s convention of 2017, which holds for no pair in particular."
    ),
    OWN: "Where an importer reports its imports free on board too, that value is taken.",
}
_WEIGHT = {
    EQUAL: (
        f"Both reports weigh one half: the store holds too few reports (below {ENOUGH} partners) to tell who "
        "is more reliable."
    ),
    NETWORK: "The reports weigh by how well each side agrees with its other partners.",
}


def about(reports: Reports, codes: tuple[str, ...], margins: frozenset[str], weights: frozenset[str]) -> str:
    """The caveat of what a pair reported: sentences, the general one first."""
    currency = {"USD": "dollars", "EUR": "euro"}[reports.unit[:3]]
    hubs = sorted(set(codes) & HUBS)
    sentences = [
        f"Goods as each side reports them, in current {currency}: exports free on board, imports with "
        "freight and insurance.",
        *(_MARGIN[one] for one in (OWN, CONVENTION) if one in margins),
        *(_WEIGHT[one] for one in (NETWORK, EQUAL) if one in weights),
        *([_COMMUNITY] if reports.community else []),
        *([_BELGIUM] if reports.community and "BEL" in codes else []),
        *([f"Exports of {', '.join(hubs)} hold goods made elsewhere and sold on."] if hubs else []),
        *([] if reports.every_partner else ["The store holds what was downloaded, which may be a part."]),
    ]
    return " ".join(sentences)


_COMMUNITY = (
    "Community concept: a member counts what enters or leaves the Union through it, quasi-transit included."
)
_BELGIUM = (
    "The National Bank of Belgium also publishes figures of the national concept, without quasi-transit: "
    "they are smaller and cannot be set beside these."
)
