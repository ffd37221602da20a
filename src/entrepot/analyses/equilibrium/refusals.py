"""Why there is no answer: accounts that cannot be, and changes after which nothing balances."""

from __future__ import annotations

from entrepot.metadata.errors import EntrepotError


class BadAccounts(EntrepotError):
    """The accounts of a world contradict themselves; the message names economy, industry and remedy."""

    exit_code = 5


class NoEquilibrium(EntrepotError):
    """No world balances after this change under this closure, or none was found; never a number.

    Attributes:
        closure: what was asked to become of trade deficits.
        economy: label of who is furthest from balance; empty where it is nobody's.
        iterations: steps taken.
        residual: largest relative gap that was left; infinite where the search did not begin.
    """

    exit_code = 4

    def __init__(
        self,
        message: str,
        *,
        closure: str = "",
        economy: str = "",
        iterations: int = 0,
        residual: float = float("inf"),
    ) -> None:
        super().__init__(message)
        self.closure, self.economy = closure, economy
        self.iterations, self.residual = iterations, residual
