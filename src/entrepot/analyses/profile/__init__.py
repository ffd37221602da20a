"""What the Factbook says of a country: dated facts, main partners, each with its place in the Factbook."""

from entrepot.analyses.profile.doubtful import Implausible, implausible_partners
from entrepot.analyses.profile.exchange import exchange_rate
from entrepot.analyses.profile.facts import Quotation
from entrepot.analyses.profile.partners import (
    Goods,
    Partner,
    implied_trade,
    main_goods,
    main_partners,
    partner_share,
)
from entrepot.analyses.profile.profile import Profile, profile

__all__ = [
    "Goods",
    "Implausible",
    "Partner",
    "Profile",
    "Quotation",
    "exchange_rate",
    "implausible_partners",
    "implied_trade",
    "main_goods",
    "main_partners",
    "partner_share",
    "profile",
]
