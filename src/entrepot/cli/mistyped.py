"""A word that should be a command, where a file or a name may stand instead."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from entrepot.metadata.errors import UsageError

_NEAR, _LONGEST = 0.6, 40


def refuse_mistyped(word: str, group: str, commands: Collection[str], names: Collection[str] = ()) -> None:
    """Refuse a word that is no file and no name, and nearer to a command than to any name.

    Args:
        word: as it was typed.
        group: what the commands are below: "entrepot whatif".
        commands: of the group.
        names: what the word may be otherwise.

    Raises:
        UsageError: with the command that was meant.
    """
    if not (word.isalpha() and len(word) <= _LONGEST) or word in names or Path(word).exists():
        return
    from rapidfuzz import process  # only where something was mistyped
    from rapidfuzz.distance import DamerauLevenshtein

    near = process.extractOne(
        word.lower(),
        (*commands, *names),
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=_NEAR,
    )
    if near and near[0] in commands:
        raise UsageError(f"{word} is no command and no file. Did you mean `{group} {near[0]}`?")
