"""What was found in files of IATI, told to who adds them."""

from __future__ import annotations

from collections import Counter

_TOLD = 5


class Told:
    """What was found, for the user."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.remarks: Counter[str] = Counter()
        self.first: list[str] = []

    def reject(self, sentence: str) -> None:
        """Takes note of one that was set apart."""
        self.counts["rejected"] += 1
        if len(self.first) < _TOLD:
            self.first.append(sentence)

    def sentences(self) -> list[str]:
        """How much was read, what was set apart and why, what was odd."""
        counts = self.counts
        said = [
            f"{counts['activity']:,} activities with {counts['transaction']:,} transactions, "
            f"{counts['organisation']:,} organisations."
        ]
        if counts["rejected"]:
            more = f" and {counts['rejected'] - _TOLD:,} more" if counts["rejected"] > _TOLD else ""
            said.append(
                f"{counts['rejected']:,} were set apart, since they would falsify sums (table rejected): "
                f"{'; '.join(self.first)}{more}."
            )
        if self.remarks:
            odd = ", ".join(f"{rule} {count:,}" for rule, count in self.remarks.most_common())
            said.append(f"Odd, but taken in (table remarks): {odd}.")
        return said
