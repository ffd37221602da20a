"""Questions on the network as a whole: closures, what is critical, hubs, ways apart, new links, and why not.

All take a `Network` and answer with a small frozen result. Where many pairs are asked about, the best of each
criterion is exact: one shortest-path tree per origin and criterion.
"""

from entrepot.analyses.corridors.network_questions.criticality import Criticality, criticality
from entrepot.analyses.corridors.network_questions.disjoint import Ways, disjoint_ways
from entrepot.analyses.corridors.network_questions.effect import Effect, effect
from entrepot.analyses.corridors.network_questions.hubs import Hubs, Market, hubs
from entrepot.analyses.corridors.network_questions.links import Links, links
from entrepot.analyses.corridors.network_questions.no_route import NoRoute, Remedy, no_route
from entrepot.analyses.corridors.network_questions.pairs import Objective, Pair, every_pair, objective
from entrepot.analyses.corridors.network_questions.why_not import WhyNot, why_not

__all__ = [
    "Criticality",
    "Effect",
    "Hubs",
    "Links",
    "Market",
    "NoRoute",
    "Objective",
    "Pair",
    "Remedy",
    "Ways",
    "WhyNot",
    "criticality",
    "disjoint_ways",
    "effect",
    "every_pair",
    "hubs",
    "links",
    "no_route",
    "objective",
    "why_not",
]
