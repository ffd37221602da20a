"""Currencies: their codes, signs and names in English and French."""

from __future__ import annotations

from entrepot.analyses.reading.phrases import spelt
from entrepot.metadata.places.spelling import fold

SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₸": "KZT",
    "₽": "RUB",
    "¥": "JPY",
    "₴": "UAH",
    "₺": "TRY",
    "₹": "INR",
    "₩": "KRW",
}
DOLLARS = {
    "us": "USD",
    "u.s.": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "hk": "HKD",
    "nz": "NZD",
}
"""What stands before a dollar sign."""

CODES = frozenset(
    spelt("""
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
        BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GMD
        GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KZT LAK
        LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
        NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SLE SOS SRD SSP
        STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF
        XPF YER ZAR ZMW
    """)
)
"""Active codes of ISO 4217; those that are common words (ALL, TOP, TRY) count only next to a number."""

ALIASES = {"FCFA": "XOF", "CFA": "XOF", "RMB": "CNY", "Rs": "INR"}
"""What texts write in place of a code."""

_NAMES = {
    "EUR": "euro euros",
    "USD": "dollar dollars buck bucks",
    "GBP": "sterling",
    "JPY": "yen yens",
    "CNY": "yuan yuans renminbi",
    "RUB": "rouble roubles ruble rubles",
    "KZT": "tenge tenges",
    "UZS": "soum soums",
    "KGS": "som soms",
    "TJS": "somoni somonis",
    "GEL": "lari laris",
    "AMD": "dram drams",
    "UAH": "hryvnia hryvnias",
    "PLN": "zloty zlotys zlotych",
    "HUF": "forint forints",
    "RON": "leu lei",
    "VND": "dong dongs",
    "INR": "rupee rupees roupie roupies",
    "TRY": "lira liras",
    "BRL": "reais",
    "ZAR": "rand rands",
    "KRW": "won wons",
    "THB": "baht bahts",
    "IDR": "rupiah rupiahs",
    "NGN": "naira nairas",
    "GHS": "cedi cedis",
    "ILS": "shekel shekels",
    "MNT": "tugrik tugriks",
}
WORDS = {word: code for code, words in _NAMES.items() for word in words.split()}
"""Names that mean one currency where nothing else is said; dollars are read as US dollars."""

VAGUE = frozenset(
    spelt("""
        manat manats dirham dirhams dinar dinars franc francs crown crowns couronne couronnes peso pesos
        pound pounds livre livres riyal riyals shilling shillings
    """)
)
"""Names that several countries give to their own money."""

_NATIONAL = {
    ("swiss", "franc"): "CHF",
    ("suisse", "franc"): "CHF",
    ("cfa", "franc"): "XOF",
    ("moroccan", "dirham"): "MAD",
    ("marocain", "dirham"): "MAD",
    ("uae", "dirham"): "AED",
    ("emirati", "dirham"): "AED",
    ("azerbaijani", "manat"): "AZN",
    ("turkmen", "manat"): "TMT",
    ("algerian", "dinar"): "DZD",
    ("algerien", "dinar"): "DZD",
    ("tunisian", "dinar"): "TND",
    ("tunisien", "dinar"): "TND",
    ("serbian", "dinar"): "RSD",
    ("swedish", "crown"): "SEK",
    ("norwegian", "crown"): "NOK",
    ("danish", "crown"): "DKK",
    ("czech", "crown"): "CZK",
    ("british", "pound"): "GBP",
    ("sterling", "livre"): "GBP",
    ("egyptian", "pound"): "EGP",
    ("canadian", "dollar"): "CAD",
    ("canadien", "dollar"): "CAD",
    ("australian", "dollar"): "AUD",
    ("australien", "dollar"): "AUD",
    ("singapore", "dollar"): "SGD",
    ("american", "dollar"): "USD",
    ("us", "dollar"): "USD",
}


def national(adjective: str, noun: str) -> str:
    """The code of "Swiss francs", "dirhams marocains" and the like; empty where there is none.

    >>> national("Swiss", "francs"), national("marocains", "dirhams"), national("red", "francs")
    ('CHF', 'MAD', '')
    """
    key = fold(adjective)
    return next(
        (
            code
            for (whose, money), code in _NATIONAL.items()
            if key.rstrip("s") == whose.rstrip("s") and fold(noun).rstrip("s") == money
        ),
        "",
    )
