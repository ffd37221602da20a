from entrepot.analyses.relations.trade_figures import stated_trade
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount
from little_record import PAPER, STATES, money, percent, said, traded

RECORD = (
    *STATES,
    traded("level", "2011", money("€118 million", 118e6, half=5e5, printed="€"), concept="goods"),
    traded("growth", "2011", percent(18.31), concept="goods", property="growth of exports"),
    traded("services", "2011", money("€64 m", 64e6), concept="services", property="exports of services"),
    traded("elsewhere", "2011", money("€9", 9), "Uzbekistan"),
    said(
        "rank",
        "ranking",
        "Belgium:exporter",
        "Kazakhstan:importer",
        date="2011",
        property="rank in exports",
        amount=Amount("81st", "rank", 81, "rank", Interval(81, 81)),
    ),
    said("imports", "trade-figure", "Belgium:importer", "Kazakhstan:exporter", amount=money("€2", 2)),
)
FOUND = {t.statement.id: t for t in stated_trade(RECORD, "KAZ", "BEL", (PAPER,))}


def test_both_directions_and_nothing_of_others() -> None:
    assert {t.statement.id: (t.exporter, t.importer) for t in FOUND.values()} == {
        "level": ("BEL", "KAZ"),
        "growth": ("BEL", "KAZ"),
        "services": ("BEL", "KAZ"),
        "rank": ("BEL", "KAZ"),
        "imports": ("KAZ", "BEL"),
    }


def test_a_level_keeps_its_words_its_rounding_and_its_place() -> None:
    level = FOUND["level"]
    assert (level.measure, level.concept, level.as_stated) == ("level", "goods", "€118 million [€]")
    assert level.figure.value == Interval(117.5e6, 118.5e6)
    assert level.figure.origins[0].locator == "line 1, characters 0-10"


def test_measures_are_told_apart_and_ranks_are_exact() -> None:
    assert FOUND["growth"].measure == "growth"
    assert (FOUND["rank"].measure, FOUND["rank"].figure.value) == ("rank", 81)


def test_a_concept_in_the_property_is_not_said_twice() -> None:
    assert FOUND["services"].figure.concept == "exports of services"
    assert FOUND["imports"].concept == "trade"
