"""Names in a text: places, peoples, known actors, and persons told by their titles."""

import pytest

from entrepot.analyses.reading.known import Known
from entrepot.analyses.reading.mentions import Mention, find, linked
from entrepot.analyses.reading.people import again, holders
from entrepot.analyses.reading.scan import words_of
from entrepot.metadata.dates import StatedDate
from little_reading import Held, Person

CAST = {
    "Karel De Gucht": Person("Karel De Gucht", "person", "BEL"),
    "Jean-Luc Dehaene": Person("Jean-Luc Dehaene", "person", "BEL"),
    "AWEX": Person("AWEX", "trade-promotion", "BE3"),
    "Bank of Belgium": Person("National Bank", "public-body", "BEL"),
}


def named(text: str, language: str = "en") -> list[Mention]:
    words = words_of(text)
    return linked(words, find(words, Known(CAST, (), language)))


def names(text: str, language: str = "en") -> list[str]:
    return [one.name.name for one in named(text, language)]


def test_places_are_known_in_several_languages_and_towns_stand_for_their_states() -> None:
    assert names("from Kasachstan to Deutschland via Tashkent") == ["Kazakhstan", "Germany", "Uzbekistan"]
    assert named("in Tashkent")[0].name.town == "Tashkent"
    assert names("les exportations belges vers l'Ouzbékistan", "fr") == ["Belgium", "Uzbekistan"]


@pytest.mark.parametrize(
    "text", ["roast turkey for us", "when Michael Jordan played", "the polish of it", "who made china cups"]
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert names(text) == []


def test_the_longest_name_wins_and_known_actors_come_before_places() -> None:
    assert names("the Bank of Belgium and Belgium") == ["National Bank", "Belgium"]
    assert names("South Korea and South Korean ships") == ["South Korea", "South Korea"]


def test_persons_are_known_by_surname_and_over_a_lost_hyphen() -> None:
    assert names("De Gucht met JeanLuc Dehaene") == ["Karel De Gucht", "Jean-Luc Dehaene"]


def test_short_names_count_in_capitals_only() -> None:
    assert names("the EU and the US") == ["European Union", "United States"]
    assert names("eu us awex") == []


def test_a_row_has_the_preposition_of_its_first() -> None:
    found = named("accredited to Kazakhstan, Kyrgyzstan and Tajikistan, seen from Belgium")
    assert [one.before for one in found] == ["to", "to", "to", "from"]
    assert [one.joined for one in found] == [False, True, True, False]


def test_possessives_and_whole_groups() -> None:
    assert named("Belgium’s ports")[0].possessive
    assert named("all five Central Asian states")[0].every
    assert not named("Central Asian cotton")[0].every


@pytest.mark.parametrize(
    ("text", "language", "person", "office", "whose"),
    [
        ("Tajik President Emomali Rahmon came", "en", "Emomali Rahmon", "president", ["Tajikistan"]),
        ("the Governor of Estonia, Ann de Vries, left", "en", "Ann de Vries", "governor", ["Estonia"]),
        ("Ann Bee, Ambassador of Peru to Chile", "en", "Ann Bee", "ambassador", ["Peru", "Chile"]),
        ("Foreign Minister J. Smith", "en", "J. Smith", "minister of foreign affairs", []),
        ("President Nursultan Nazarbayev", "en", "Nursultan Nazarbayev", "president", []),
        ("le président français François Hollande", "fr", "François Hollande", "president", ["France"]),
        ("le Premier ministre Ann Bee", "fr", "Ann Bee", "prime minister", []),
    ],
)
def test_titles_tell_persons(text: str, language: str, person: str, office: str, whose: list[str]) -> None:
    words = words_of(text)
    (one,) = holders(words, find(words, Known({}, (), language)))
    assert (one.person.name.name, one.office) == (person, office)
    assert [each.name.name for each in one.whose] == whose


def test_a_title_without_a_name_tells_nobody() -> None:
    words = words_of("the President of Uzbekistan and the Federal Chancellor of Germany met in Geneva")
    assert holders(words, find(words, Known({}, (), "en"))) == []


def test_a_surname_alone_is_the_person_told_before() -> None:
    words = words_of("President Ann Beekman came. Minister Beekman spoke. Beekman left.")
    named_before = find(words, Known({}, (), "en"))
    people = holders(words, named_before)
    assert [one.person.name.name for one in people] == ["Ann Beekman", "Ann Beekman"]
    assert [one.name.name for one in again(words, people, named_before)] == ["Ann Beekman"]


def test_a_person_acts_for_a_state_on_a_day_only_where_the_tenures_agree() -> None:
    held = [Held("A", "BEL", StatedDate("2006")), Held("A", "FRA", StatedDate("2010/.."))]
    known = Known({}, held, "en")
    assert known.acted_for("A", StatedDate("2006-03")) == "BEL"
    assert known.acted_for("A", StatedDate("2012")) == "FRA"
    assert known.acted_for("A", StatedDate("2008")) == ""
    assert known.acted_for("A", None) == ""
