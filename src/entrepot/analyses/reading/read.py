"""Read a text: what it seems to say, as drafts for a person to accept, correct or reject."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from entrepot.analyses.reading.amounts import amounts
from entrepot.analyses.reading.calendar_words import MONTHS, UNITS, WEEKDAYS
from entrepot.analyses.reading.facts import facts
from entrepot.analyses.reading.figures import figures
from entrepot.analyses.reading.known import ActorLike, Known, TenureLike
from entrepot.analyses.reading.mentions import find, linked
from entrepot.analyses.reading.modality import marks
from entrepot.analyses.reading.names import Entity, proposed, spotted
from entrepot.analyses.reading.numbers import NUMBER_WORDS
from entrepot.analyses.reading.offices import new_persons, offices
from entrepot.analyses.reading.people import again, holders
from entrepot.analyses.reading.proposals import Drafter, Proposal
from entrepot.analyses.reading.relative import NO_DATE
from entrepot.analyses.reading.scan import Words, language_of, words_of
from entrepot.analyses.reading.scene import Findings, Memory, Scene, scenes
from entrepot.analyses.reading.sentences import Sentence, sentences
from entrepot.analyses.reading.table_figures import checked_units, table_figures
from entrepot.analyses.reading.tables import Table, TableLike, given_table, plain_tables
from entrepot.analyses.reading.timeline import dates
from entrepot.analyses.reading.triggers import hits
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.draft import Draft
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Document

AUTO = "auto"
LANGUAGES = ("en", "fr")
_HEADING = 60


def read(
    text: str,
    document: Document,
    actors: Mapping[str, ActorLike] | None = None,
    *,
    tenures: Iterable[TenureLike] = (),
    language: str = AUTO,
    entities: Sequence[Entity] = (),
    tables: Iterable[TableLike] = (),
) -> tuple[Draft, ...]:
    """Drafts of what a text says, in its order; nothing is stored.

    Args:
        text: what the offsets of quotes count in.
        document: which document it is; its date, where known, places "last July".
        actors: known actors by each of their names, as `analyses.relations.cast` gives them.
        tenures: offices held, to tell for which state a known person acted.
        language: "en", "fr", or "auto" to tell by the small words of the text.
        entities: new names that `names.find_names` found; without them none are looked for.
        tables: tables that the document marks, as `sources.documents` gives them; what is not marked is
            searched for by its caption.

    Raises:
        UsageError: the language is none of these.
    """
    if language not in (AUTO, *LANGUAGES):
        raise UsageError(f"the reader knows no language {language!r}. Write en, fr or auto.")
    words = words_of(text)
    spoken = language_of(words.keys) if language == AUTO else language
    known = Known(actors or {}, tenures, spoken)
    given = tuple(tables)
    found_tables = _tables(text, known, given)
    found = _findings(words, spoken, known, document, entities)
    told = _sentences(text, found_tables, given)
    here = scenes(found, told)
    proposals = list(_told(here))
    cells = [cell for table in found_tables for cell in table_figures(table, known, spoken)]
    proposals += checked_units(cells, proposals)
    persons = list(new_persons(here))
    proposals += [*offices(here), *persons, *proposed(entities, words, known, persons)]
    return Drafter(text, document).drafts(proposals)


def _told(here: Sequence[Scene]) -> Iterable[Proposal]:
    memory = Memory()
    for scene in here:
        if scene.sentence.heading and scene.sentence.end - scene.sentence.start < _HEADING:
            continue
        if scene.hits or scene.amounts:
            yield from figures(scene, memory)
            yield from facts(scene, memory)


def _tables(text: str, known: Known, given: Sequence[TableLike]) -> list[Table]:
    """The tables given, and those of plain text that are none of them."""
    made = [given_table(text, one, known, number) for number, one in enumerate(given, 1)]
    found = [table for table in made if table]
    taken = [(table.start, table.end) for table in found]
    plain = [
        table
        for table in plain_tables(text, known)
        if not any(table.start < end and start < table.end for start, end in taken)
    ]
    return [*found, *plain]


def _sentences(text: str, found: Sequence[Table], given: Sequence[TableLike]) -> list[Sentence]:
    """The sentences without captions and cells of tables, whether or not these could be understood."""
    cells = {(cell.start, cell.end) for table in found for row in table.rows for cell in (row[0], *row[2])}
    cells |= {(cell.start, cell.end) for table in found for cell in table.headers}
    spans = sorted([*(table.head for table in found), *((table.start, table.end) for table in given)])
    starts = [start for start, _ in spans]

    def in_table(one: Sentence) -> bool:
        at = bisect_right(starts, one.start) - 1
        return (one.start, one.end) in cells or (at >= 0 and one.start < spans[at][1])

    return [one for one in sentences(text) if not in_table(one)]


def _findings(
    words: Words, language: str, known: Known, document: Document, entities: Sequence[Entity]
) -> Findings:
    keys, raw = words.keys, words.raw
    numbers = [i for i, key in enumerate(keys) if raw[i][0].isdigit() or key in NUMBER_WORDS]
    sums = amounts(words, numbers, language)
    taken = {token for one in sums for token in range(one.first, one.last + 1)}
    months = MONTHS[language]
    points = [
        i
        for i, key in enumerate(keys)
        if raw[i][0].isdigit() or key in months or key in UNITS or key in WEEKDAYS
    ]
    named = find(words, known)
    people = holders(words, named)
    persons = {one.person.start: one.person for one in people}
    covered = {token for one in persons.values() for token in range(one.first, one.last + 1)}
    rest = [one for one in named if one.first not in covered]
    late = list(again(words, people, named))
    mentions = [*rest, *persons.values(), *late]
    mentions = linked(words, [*mentions, *spotted(entities, words, mentions)])
    return Findings(
        words,
        language,
        known,
        mentions,
        people,
        sums,
        dates(words, points, taken, language, _published(document)),
        hits(keys, language),
        marks(words),
    )


def _published(document: Document) -> StatedDate:
    try:
        return StatedDate(document.published)
    except ValueError:
        return NO_DATE
