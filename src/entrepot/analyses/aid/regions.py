"""Which countries the regions hold that stand in a country's place."""

from __future__ import annotations

from collections.abc import Mapping

_EUROPE = "TUR XKX SRB BIH MNE MKD ALB UKR BLR MDA HRV SVN"
_BALKANS = "SRB BIH MNE MKD HRV SVN XKX"
_NORTH_AFRICA = "DZA LBY MAR TUN EGY"
_EAST_AFRICA = "BDI COM DJI ERI ETH KEN MDG MWI MUS MOZ RWA SOM SSD SYC TZA UGA ZMB ZWE"
_MIDDLE_AFRICA = "AGO CMR CAF TCD COG COD GNQ GAB STP"
_SOUTHERN_AFRICA = "BWA SWZ LSO NAM ZAF"
_WEST_AFRICA = "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SEN SLE TGO SHN"
_SUB_SAHARA = f"{_EAST_AFRICA} {_MIDDLE_AFRICA} {_SOUTHERN_AFRICA} {_WEST_AFRICA} SDN"
_CARIBBEAN = "CUB DOM HTI JAM ATG DMA GRD LCA VCT MSR AIA BRB KNA TTO VGB TCA CYM BHS"
_CENTRAL_AMERICA = "CRI SLV GTM HND BLZ MEX NIC PAN"
_SOUTH_AMERICA = "ARG BOL BRA CHL COL ECU GUY PRY PER SUR URY VEN"
_MIDDLE_EAST = "IRN IRQ JOR PSE LBN SYR YEM BHR ISR KWT OMN QAT SAU ARE"
_CENTRAL_ASIA = "KAZ KGZ TJK TKM UZB"
_CAUCASUS = "ARM AZE GEO"
_SOUTH_ASIA = "AFG BTN MMR LKA IND MDV NPL PAK BGD"
_EAST_ASIA = "KHM CHN IDN PRK LAO MYS MNG PHL THA TLS VNM BRN HKG KOR MAC SGP TWN"
_OCEANIA = "COK FJI KIR NRU VUT NIU MHL FSM PLW PNG SLB TKL TON TUV WLF WSM NCL PYF MNP"
_AFRICA = f"{_NORTH_AFRICA} {_SUB_SAHARA}"
_AMERICA = f"{_CARIBBEAN} {_CENTRAL_AMERICA} {_SOUTH_AMERICA}"
_SOUTH_CENTRAL_ASIA = f"{_CENTRAL_ASIA} {_CAUCASUS} {_SOUTH_ASIA}"
_ASIA = f"{_MIDDLE_EAST} {_SOUTH_CENTRAL_ASIA} {_EAST_ASIA}"

# Of the OECD's list of recipients, with those that stood on it before; the Caucasus lies in South & Central
# Asia there until 2020. None of these is what a publisher meant for certain: the World Bank writes 679 for
# projects in the Kyrgyz Republic and Tajikistan too.
_DAC = {
    "88": _BALKANS, "89": _EUROPE, "189": _NORTH_AFRICA, "289": _SUB_SAHARA, "298": _AFRICA,
    "380": _CARIBBEAN, "389": f"{_CARIBBEAN} {_CENTRAL_AMERICA}", "489": _SOUTH_AMERICA, "498": _AMERICA,
    "589": _MIDDLE_EAST, "619": _CENTRAL_ASIA, "679": _SOUTH_ASIA, "689": _SOUTH_CENTRAL_ASIA,
    "789": _EAST_ASIA, "798": _ASIA, "889": _OCEANIA, "1027": _EAST_AFRICA, "1028": _MIDDLE_AFRICA,
    "1029": _SOUTHERN_AFRICA, "1030": _WEST_AFRICA, "1031": _CARIBBEAN, "1032": _CENTRAL_AMERICA,
    "1033": _OCEANIA, "1034": _OCEANIA, "1035": _OCEANIA,
}  # fmt: skip
# The United Nations' (M49), as far as they are needed to tell Asia's parts from each other.
_UN = {"143": _CENTRAL_ASIA, "034": f"{_SOUTH_ASIA} IRN", "142": _ASIA, "002": _AFRICA, "015": _NORTH_AFRICA}

REGIONS: Mapping[tuple[str, str], frozenset[str]] = {
    ("1", code): frozenset(held.split()) for code, held in _DAC.items()
} | {("2", code): frozenset(held.split()) for code, held in _UN.items()}
"""Countries by IATI's vocabulary of a region ("1" the DAC's, "2" the United Nations') and its code."""


def may_hold(vocabulary: str, code: str, asked: frozenset[str]) -> bool:
    """Whether a region may have one of the countries asked for in it; one that is not known may."""
    held = REGIONS.get((vocabulary, code))
    return held is None or bool(held & asked)


def lies_within(vocabulary: str, code: str, asked: frozenset[str]) -> bool:
    """Whether all of a region is certainly among the countries asked for."""
    held = REGIONS.get((vocabulary, code))
    return held is not None and held <= asked
