"""What every test can ask for."""

import os
from pathlib import Path

pytest_plugins = ["postgres_server"]


def pytest_configure() -> None:
    """Let all tests share answers that take seconds; each is named by all it depends on, code included."""
    kept = Path(__file__).resolve().parent.parent / "build" / "answers-of-tests"
    os.environ.setdefault("ENTREPOT_CACHE", str(kept))
