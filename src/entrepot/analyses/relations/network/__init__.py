"""The contact network: who is in touch with whom and how warmly, through whom, and what hangs on whom."""

from entrepot.analyses.relations.network.contacts import check_contact
from entrepot.analyses.relations.network.graph import Link, Network, contact_network
from entrepot.analyses.relations.network.paths import WarmPath, warm_path
from entrepot.analyses.relations.network.single_points import Carrier, CutBody, SinglePoints, single_points
from entrepot.analyses.relations.network.ties import Tie, ties
from entrepot.analyses.relations.network.turnover import InOffice, PersonSince, Turnover, turnover
from entrepot.analyses.relations.network.warmth import Scale

__all__ = [
    "Carrier",
    "CutBody",
    "InOffice",
    "Link",
    "Network",
    "PersonSince",
    "Scale",
    "SinglePoints",
    "Tie",
    "Turnover",
    "WarmPath",
    "check_contact",
    "contact_network",
    "single_points",
    "ties",
    "turnover",
    "warm_path",
]
