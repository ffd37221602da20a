"""What each rule finds and leaves alone, on records of a few lines (see docs/explanation/claims.md)."""

from dataclasses import replace

import pytest

from entrepot.analyses.relations.claims import RULES, agreements, check
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.metadata.statement import Amount, Contradiction, Document, Statement
from little_record import PAPER, STATES, actor, held, money, percent, said, traded

DATED = replace(PAPER, published="2013-02")
M = 1e6


def found(*statements: Statement, document: Document = DATED) -> dict[str, Contradiction]:
    """Findings by rule, in a record of the Central Asian states and Belgium and Luxembourg."""
    return {f.rule: f for f in check((*STATES, *statements), (document,))}


def millions(value: float) -> Amount:
    return money(f"€{value:g} million", value * M, half=0.5 * M)


BASE = traded("base", "2010", millions(100), concept="goods")
GREW = traded("rate", "2011", percent(18.31), concept="goods", growth={"base_period": "2010"})


def test_growth_that_fits_within_rounding_is_no_contradiction() -> None:
    level = traded("level", "2011", millions(118), concept="goods")
    assert found(BASE, GREW, level) == {}
    [check_] = agreements((*STATES, BASE, GREW, level))
    assert (check_.base.id, check_.level.id) == ("base", "level")


def test_growth_that_no_rounding_saves() -> None:
    finding = found(BASE, GREW, traded("level", "2011", millions(121), concept="goods"))[
        "growth-against-levels"
    ]
    assert finding.statements == ("base", "rate", "level")
    assert finding.severity == "contradiction"
    assert "117.71 to 118.91 million" in finding.says()
    assert "117,71 à 118,91 millions" in finding.says("fr")


def test_growth_is_not_held_against_another_flow() -> None:
    services = traded("level", "2011", millions(64), concept="services")
    assert "growth-against-levels" not in found(BASE, GREW, services)


def test_a_base_that_is_not_given_is_implied() -> None:
    rate = traded("rate", "2010", percent(40.15), growth={"base_period": "2009"})
    finding = found(rate, traded("level", "2010", millions(100)))["missing-base"]
    assert (finding.severity, finding.statements) == ("gap", ("rate", "level"))
    assert "71.35 million" in finding.says()


def parts(*values: float, total: float, **fields: object) -> dict[str, Contradiction]:
    whole = said("total", "aid", amount=money(f"€{total:,.0f}", total), date="2010", **fields)  # type: ignore[arg-type]
    some = (
        said(f"part {n}", "aid", amount=money(f"€{v:,.0f}", v), date="2010", part_of="total", at=20 * n)
        for n, v in enumerate(values, 1)
    )
    return found(whole, *some)


def test_parts_that_add_up() -> None:
    assert parts(600_000, 113_800, total=713_800) == {}


def test_parts_that_would_add_up_if_rounded_are_a_tension() -> None:
    finding = parts(600_000, 113_000, total=713_800)["parts-against-total"]
    assert finding.severity == "tension"
    assert finding.calculation == "600,000 + 113,000 = 713,000 ≠ 713,800"


def test_parts_that_cannot_add_up_are_a_contradiction() -> None:
    assert parts(600_000, 113_000, total=790_000)["parts-against-total"].severity == "contradiction"


def test_parts_of_which_some_are_missing_may_be_less_but_not_more() -> None:
    assert parts(500, total=1000, parts_complete=False) == {}
    assert "parts-against-total" in parts(700, 600, total=1000, parts_complete=False)


LIEGE = said(
    "part", "statistic", "Liège:subject", date="2024", amount=money("EUR 35 billion", 35e9, half=5e8)
)
SHARE = said(
    "share",
    "statistic",
    "Liège:subject",
    date="2024",
    amount=percent(7.5, half=0.05),
    at=30,
    share_of={"quantity": "GDP", "whole": "BEL", "part": "part"},
)


def outside(gdp: float, rate: float = 1.08) -> dict[str, Contradiction]:
    known = {
        ("GDP", "BEL"): Figure(gdp, "USD", "2024", "GDP", origins=(Origin("A bureau", "Accounts"),)),
        ("USD per EUR", ""): Figure(rate, "USD per EUR", "2024", "exchange rate"),
    }
    return {f.rule: f for f in check((LIEGE, SHARE), (), lambda what, place, _: known.get((what, place)))}


def test_a_share_needs_a_whole() -> None:
    finding = found(LIEGE, SHARE)["share-against-whole"]
    assert finding.severity == "gap"
    assert "456.95 to 476.51 billion" in finding.says()


def test_a_share_that_fits_the_known_whole() -> None:
    assert outside(466.7e9 * 1.08) == {}


def test_a_share_of_another_whole_than_the_known_one() -> None:
    finding = outside(660e9)["share-against-whole"]
    assert (finding.severity, finding.outside) == ("contradiction", ("A bureau, Accounts",))
    assert "611.11 billion" in finding.says()


def test_one_quantity_twice_within_and_beyond_rounding() -> None:
    text = traded("text", "2011", millions(118), concept="goods")
    near = traded("table", "2011", money("118.4", 118.4 * M), at=50, concept="goods")
    far = traded("table", "2011", money("119,091.91", 119_091_910, half=5), at=50, concept="goods")
    assert found(text, near) == {}
    assert found(text, far)["same-quantity-stated-twice"].statements == ("text", "table")
    assert found(text, replace(far, date=None)).keys() == {"amount-without-date"}


CELL = traded("cell", "2011", money("119,091.91", 119_091.91, half=0.005), at=50, table="Table 2")


def test_a_table_in_the_wrong_unit_names_all_its_cells() -> None:
    neighbour = traded("next", "2011", money("27,124.41", 27_124.41), "Uzbekistan", at=70, table="Table 2")
    finding = found(traded("text", "2011", millions(118)), CELL, neighbour)
    assert finding.keys() == {"table-unit-cannot-be-right"}
    assert finding["table-unit-cannot-be-right"].statements == ("cell", "text", "next")
    assert "thousand EUR" in finding["table-unit-cannot-be-right"].says()


def test_a_table_in_the_right_unit() -> None:
    assert found(traded("text", "2011", money("119,092", 119_092)), CELL) == {}


def ranked(partner: str, rank: int, value: float) -> tuple[Statement, Statement]:
    ends = ("Belgium:exporter", f"{partner}:importer")
    place = Amount(str(rank), "rank", rank, "rank", Interval(rank, rank))
    listed = said(f"rank {partner}", "ranking", *ends, date="2011", amount=place, property="rank in exports")
    return listed, traded(f"level {partner}", "2011", money(f"€{value}", value), partner, at=rank)


def test_ranks_follow_levels() -> None:
    assert found(*ranked("Kazakhstan", 81, 119), *ranked("Uzbekistan", 120, 27)) == {}
    assert "rank-against-level" in found(*ranked("Kazakhstan", 120, 119), *ranked("Uzbekistan", 81, 27))


def test_ten_months_against_twelve() -> None:
    year = traded("year", "2011", millions(7))
    months = traded("months", "2012-01/2012-10", millions(3.3), at=50, compared_with=["year"])
    assert "3.96 million, a change of −43 per cent" in found(year, months)["unlike-periods-compared"].says()
    assert found(year, replace(months, date=year.date, amount=year.amount)) == {}


def test_one_amount_for_two_partners_in_one_passage() -> None:
    both = [traded(name, "2012", millions(2), name, at=50) for name in ("Uzbekistan", "Turkmenistan")]
    assert found(*both)["one-amount-several-partners"].statements == ("Uzbekistan", "Turkmenistan")
    assert found(both[0], replace(both[1], quotes=traded("x", "2012", millions(2), at=90).quotes)) == {}


FIRM = actor("Firm", "company", of="Belgium")
DENIED = said(
    "denied",
    "fdi",
    "Belgium:investor",
    date="2000/..",
    places=("BEL", "TKM"),
    negates={"activity": "investment", "sector": "energy"},
)


@pytest.mark.parametrize(
    ("changed", "denies"),
    [
        ({}, True),
        ({"date": "1997/2000"}, False),
        ({"places": ("BEL", "AFG")}, False),
        ({"activity": {"name": "investment", "sector": "textiles"}}, False),
        ({"activity": {"name": "aid", "sector": "gas"}}, False),
    ],
)
def test_a_denial_meets_an_instance_of_same_country_sector_place_and_time(
    changed: dict[str, object], denies: bool
) -> None:
    instance: dict[str, object] = {
        "places": ("BEL", "TKM"),
        "activity": {"name": "investment", "sector": "gas"},
    }
    project = said("project", "project", "Firm:developer", **(instance | changed))  # type: ignore[arg-type]
    assert ("negated-by-instance" in found(FIRM, DENIED, project)) is denies


def test_an_instance_of_another_country_denies_nothing() -> None:
    foreign = actor("Firm", "company", of="Luxembourg")
    activity = {"name": "investment", "sector": "gas"}
    project = said("project", "project", "Firm:developer", places=("LUX", "TKM"), activity=activity)
    assert found(foreign, DENIED, project) == {}


def stance(identifier: str, level: str, support: str, who: str = "Belgium") -> Statement:
    return said(
        identifier, "commitment", f"{who}:actor", stance={"towards": "x", "level": level, "support": support}
    )


def test_words_and_deeds_of_one_actor() -> None:
    words = stance("words", "position", "full")
    assert found(words, stance("deeds", "deed", "little"))["position-against-deed"].severity == "tension"
    assert found(words, stance("deeds", "deed", "some")) == {}
    assert found(words, stance("deeds", "deed", "little", "Luxembourg")) == {}


RELATIONS = said(
    "relations", "event", "Belgium:party", "Kazakhstan:party", date="1992", subtype="recognition", at=20
)
VISIT = said("visit", "event", "Belgium:visitor", "Kazakhstan:host", date="1998", subtype="visit", at=40)


@pytest.mark.parametrize(
    ("years", "severity"), [(15, "tension"), (10, "contradiction"), (21, None), (30, None)]
)
def test_first_contacts_so_many_years_ago(years: int, severity: str | None) -> None:
    terms = {"years_ago": years, "of": ["BEL"], "with": "CentralAsia"}
    finding = found(RELATIONS, VISIT, said("claim", "opinion", first_contact=terms)).get("since-when")
    assert (finding.severity if finding else None) == severity


def test_only_in_the_last_years() -> None:
    terms = {"years": 5, "of": ["LUX"], "with": "CentralAsia", "about": "cooperation"}
    claim = said("claim", "opinion", only_within=terms)
    early = said("training", "aid", "Luxembourg:donor", "Uzbekistan:recipient", date="2002/..")
    assert found(claim, early)["only-lately"].statements == ("claim", "training")
    assert found(claim, said("late", "aid", "Luxembourg:donor", "Uzbekistan:recipient", date="2009")) == {}


def test_the_last_few_years_are_not_nine() -> None:
    start, end = traded("start", "2002", millions(1)), traded("end", "2011", millions(64), at=50)
    phrase = {"phrase": "last few years", "from": "start"}
    long = replace(end, attributes={"span": phrase})
    assert "9 years, a factor of 64" in found(start, long)["phrase-against-dates"].says()
    assert found(traded("start", "2008", millions(1)), long) == {}


def test_a_silence_that_depends_on_the_capacity() -> None:
    people = (
        actor("M", "person", of="Belgium"),
        actor("OSCE", "igo"),
        held("M", "Foreign Minister", "OSCE", "2006"),
    )
    chiefs = [
        said(
            f"c{year}",
            "event",
            "Belgium:visitor",
            "Kazakhstan:host",
            date=year,
            subtype="visit",
            level="high",
        )
        for year in ("1998", "2007")
    ]
    claim = said("claim", silence={"phrase": "nearly a decade", "of": ["BEL"], "with": "CentralAsia"})
    other = said("other", "event", "M:visitor", "Kazakhstan:host", date="2006", subtype="visit", at=90)
    finding = found(*people, *chiefs, claim, other)["silence-depends-on-capacity"]
    assert finding.statements == ("claim", "c1998", "other", "c2007")
    assert found(*people, *chiefs, claim) == {}


def test_a_year_that_serves_for_decision_and_opening() -> None:
    ends = ("Belgium:sending", "Kazakhstan:host")
    decided = said(
        "decided", "event", *ends, date="2006", subtype="decision", location="Astana", establishes="embassy"
    )
    opened = replace(decided, id="opened", subtype="opening")
    assert "decided-and-opened-in-one-year" in found(decided, opened)
    later = said(
        "opened", "event", *ends, date="2007", subtype="opening", location="Astana", establishes="embassy"
    )
    assert found(decided, later) == {}


def test_a_text_without_a_date_is_later_than_all_it_reports_and_earlier_than_all_it_foresees() -> None:
    reported = traded("ten months", "2012-01/2012-10", millions(3.3))
    foreseen = said("withdrawal", "event", date="2014", status="planned", at=50)
    finding = found(reported, foreseen, document=PAPER)["document-without-date"]
    assert "not before 1 November 2012 and not after 31 December 2014" in finding.says()
    assert "au plus tôt le 1er novembre 2012 et au plus tard le 31 décembre 2014" in finding.says("fr")
    assert finding.statements == ("ten months", "withdrawal")


def test_amounts_that_borrow_the_period_of_their_source() -> None:
    source = said("source", "source", at=90)
    borrowed = said("grant", "aid", date="2007/2011", amount=money("€83,000", 83_000), date_from="source")
    assert found(source, borrowed)["amount-without-date"].statements == ("grant", "source")
    assert found(source, replace(borrowed, attributes={})) == {}


@pytest.mark.parametrize(
    ("alias", "lost"),
    [
        ("Ministry of Affairs", True),
        ("Ministry of Foreign Affairs", False),
        ("MFA", False),
        ("Foreign Affairs", False),
    ],
)
def test_a_name_that_lost_a_word_between_words_it_kept(alias: str, lost: bool) -> None:
    ministry = actor("Ministry of Foreign Affairs", "public-body", of="Belgium", aka=[alias])
    assert ("name-with-a-word-missing" in found(ministry)) is lost


def test_a_short_name_of_a_person_has_lost_nothing() -> None:
    assert found(actor("Karel van De Gucht", "person", of="Belgium", aka=["Karel De Gucht"])) == {}


def test_the_nearest_place_in_the_text_is_not_the_minister_s() -> None:
    minister = actor("M", "person", of="Luxembourg")
    office = said(
        "office",
        "office",
        "M:holder",
        "Luxembourg:body",
        date="2010",
        office="Minister",
        state_named=False,
        at=100,
    )
    before = said("before", "institution", "Belgium:state", at=60)
    assert found(minister, office, before)["nearest-place-misleads"].statements == ("office", "before")
    nearer = said("nearer", "event", "Luxembourg:party", at=80)
    assert found(minister, office, before, nearer) == {}


def test_every_rule_says_what_it_needs_finds_and_cannot_in_its_own_words() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.needs and rule.finds and rule.cannot for rule in RULES)


def test_an_empty_record_agrees_with_itself() -> None:
    assert check(()) == ()
