"""What can go wrong in an estimation, apart from the table itself."""

from __future__ import annotations

from entrepot.metadata.errors import NoData, UsageError


class NoEstimate(NoData):
    """The panel cannot tell what was asked: no variation, collinear terms, all separated, no convergence."""


class EngineMissing(UsageError):
    """The library that estimates is not installed."""

    def __init__(self, missing: str) -> None:
        super().__init__(
            f"Estimation needs {missing}, which is not installed: pip install 'entrepot[gravity]'"
        )
