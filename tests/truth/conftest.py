"""Truth tests compare with published figures and source documents that are not ours to ship."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of source documents and reference data beside the repository; skips where it is absent."""
    folder = Path(__file__).resolve().parents[3] / "shared"
    if not (folder / "README.md").exists():
        pytest.skip("the reference data beside the repository are absent: only our own machines have them")
    return folder
