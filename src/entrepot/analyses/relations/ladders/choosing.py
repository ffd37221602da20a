"""What to follow through: of a pair, a party, a topic, a period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from entrepot.analyses.relations.cast import Cast
from entrepot.analyses.relations.involvement import Scene, of_pair
from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Statement


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for; an empty field asks for nothing.

    Attributes:
        between: codes of two places.
        party: an actor's name, or words of it.
        topic: words, any of which begins a word of paraphrase, topic or subject.
        period: when it can have been launched.
    """

    between: tuple[str, str] | None = None
    party: str = ""
    topic: tuple[str, ...] = ()
    period: StatedDate | None = None

    def heads(self, things: Iterable[Statement], scene: Scene) -> frozenset[str]:
        """Ids of the things that pair, party and topic ask for.

        Raises:
            UsageError: if nothing has a party of that name.
        """
        left = tuple(things)
        if self.party:
            left = tuple(_of_party(left, self.party, scene.actors))
        if self.topic:
            words = _beginnings(self.topic)
            left = tuple(s for s in left if words.search(_text(s)))
        if self.between:
            left = tuple(p.statement for p in of_pair(left, *self.between, scene))
        return frozenset(s.id for s in left)

    def is_launched(self, climb: Climb) -> bool:
        """Whether it can have been launched in the period asked for; an undated one can."""
        if self.period is None:
            return True
        launch, (first, last) = climb.launch, (self.period.earliest, self.period.latest)
        too_early = launch.latest is not None and first is not None and launch.latest < first
        too_late = launch.earliest is not None and last is not None and launch.earliest > last
        return not (too_early or too_late)


def _of_party(things: tuple[Statement, ...], name: str, actors: Cast) -> Iterable[Statement]:
    wanted = actors[name].name if name in actors else name
    held = {s.id: {actors[p].name if p in actors else p for p in (*s.actors(), s.subject)} for s in things}
    exact = [s for s in things if wanted in held[s.id]]
    words = _beginnings((name,))
    found = exact or [s for s in things if any(words.search(party) for party in held[s.id])]
    if not found:
        raise _nobody(name, sorted({party for parties in held.values() for party in parties}))
    return found


def _nobody(name: str, parties: list[str]) -> UsageError:
    from rapidfuzz import process  # only where nothing was found

    near = [name for name, score, _ in process.extract(name, parties, limit=1) if score > 60]
    remedy = f" Did you mean {near[0]}?" if near else ""
    return UsageError(f"no agreement, promise, project or contribution has a party {name!r}.{remedy}")


def _beginnings(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(word)}" for word in words), re.IGNORECASE)


def _text(s: Statement) -> str:
    return " ".join((s.says(), s.topic, s.subject, s.subtype))
