"""Mirror data: what the exporter reports against what the importer does, and one value out of both.

`reconcile` lays both sides beside each other and weighs them; `discrepancies` ranks what they disagree by;
`summary` says how much of trade they agree on; `estimate_margins` estimates CIF/FOB margins. Frames of any
kind go in and the same kind comes out.
"""

from entrepot.analyses.trade.mirror.apart import COMTRADE, Unspecified
from entrepot.analyses.trade.mirror.discrepancy import discrepancies, summary
from entrepot.analyses.trade.mirror.estimate import MarginEstimate, estimate_margins
from entrepot.analyses.trade.mirror.margin import DOTS_2017, DOTS_BEFORE, SAME_VALUATION, Margin
from entrepot.analyses.trade.mirror.reconcile import Reconciliation, reconcile

__all__ = [
    "COMTRADE",
    "DOTS_2017",
    "DOTS_BEFORE",
    "SAME_VALUATION",
    "Margin",
    "MarginEstimate",
    "Reconciliation",
    "Unspecified",
    "discrepancies",
    "estimate_margins",
    "reconcile",
    "summary",
]
