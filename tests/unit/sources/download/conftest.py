import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bad_server import BadServer
from entrepot.sources.download import Manner


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[BadServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with BadServer() as running:
        yield running


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "file.zip"


@pytest.fixture(scope="session")
def content() -> bytes:
    """A real zip of 200,000 bytes that do not compress."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data.bin", random.Random(1).randbytes(200_000))
    return packed.getvalue()


@dataclass
class Clocks:
    """Time that passes only when someone sleeps, and what was told meanwhile."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    progress: list[tuple[int, int | None]] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    def manner(self, **other: object) -> Manner:
        return Manner(
            **{  # type: ignore[arg-type]
                "timeout": 5.0,
                "sleep": self.sleep,
                "clock": lambda: self.passed,
                "now": lambda: datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
                "chance": lambda: 1.0,
                "say": self.said.append,
                "progress": lambda done, total: self.progress.append((done, total)),
                **other,
            }
        )


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()
