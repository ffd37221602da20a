"""A real PostgreSQL for tests: one server a process, a fresh database a test; or SQLite in a folder.

Where no server can be started, what needs one is skipped, and says why. `ENTREPOT_TEST_POSTGRES` names the
address of a server to use instead, whose role may make databases.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

GIVEN = "ENTREPOT_TEST_POSTGRES"
_NEW = itertools.count(1)


class Server:
    """A server of our own, in a folder of its own, reached through a socket in that folder.

    Args:
        durable: whether it waits for the disk, as a real one does; without, tests are quicker.
    """

    def __init__(self, *, durable: bool = False) -> None:
        # A socket needs a short name; the folder belongs to whom the server runs as.
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._programs, self._data = programs(), self.folder / "data"
        if _another():
            shutil.chown(self.folder, "nobody", "nogroup")
        self._make()
        lines = [
            f"unix_socket_directories = '{self.folder}'",
            "listen_addresses = ''",
            "shared_buffers = 32MB",
        ]
        lines += [] if durable else ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        with (self._data / "postgresql.conf").open("a") as settings:
            settings.write("\n".join([*lines, "shared_buffers = 32MB", "max_wal_size = 256MB", ""]))
        self.start()

    def address(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://entrepot@/{database}?host={self.folder}"

    def new(self, name: str) -> str:
        """The address of a new, empty database of that name."""
        import psycopg

        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        return self.address(name)

    def start(self) -> None:
        """Start it, and wait until it answers; it ends with this process."""
        with (self.folder / "log").open("ab") as log:
            words = [*_another("--pdeathsig=QUIT"), str(self._programs / "postgres"), "-D", str(self._data)]
            self._process = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.folder)
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it; by default at once, as if its machine had lost power."""
        self._process.send_signal(how)
        self._process.wait(timeout=60)

    def crash(self) -> None:
        """Kill it and all that it started, at once."""
        own = self._process.pid
        started = [int(folder.name) for folder in Path("/proc").glob("[0-9]*") if _parent(folder) == own]
        for process in (own, *started):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._process.wait(timeout=60)
        while any(Path(f"/proc/{process}/cmdline").exists() for process in started):
            time.sleep(0.01)

    def remove(self) -> None:
        """Stop it and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder)

    def _make(self) -> None:
        words = ["--auth=trust", "--username=entrepot", "--encoding=UTF8", "--locale=C", "--no-sync"]
        command = [*_another(), str(self._programs / "initdb"), f"--pgdata={self._data}", *words]
        run = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False)
        if run.returncode:
            raise RuntimeError(f"initdb: {run.stderr}")

    def _wait(self, seconds: float = 60) -> None:
        import psycopg

        end = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.address()).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.02)


def _parent(folder: Path) -> int:
    with suppress(OSError):  # it ended meanwhile
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def programs() -> Path:
    """The folder with `initdb` and `postgres`: on the path, or where Debian hides them; empty if nowhere."""
    found = shutil.which("initdb")
    if found and Path(found).with_name("postgres").exists():
        return Path(found).parent
    hidden = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: float(p.parts[-3]))
    return hidden[-1].parent if hidden else Path()


def why_not() -> str:
    """Why no PostgreSQL can be used here; empty where one can."""
    if os.environ.get(GIVEN):
        return ""
    if programs() == Path():
        return f"no PostgreSQL is installed (Debian: apt-get install postgresql), and none named in {GIVEN}"
    if os.geteuid() == 0 and not _another():
        return "PostgreSQL does not run as root, and setpriv is not there to run it as nobody"
    return ""


def _another(*words: str) -> list[str]:
    """What runs a program as nobody where we are root, whom PostgreSQL refuses to serve."""
    if not shutil.which("setpriv"):
        return []
    who = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *who, *words] if who or words else []


class Databases:
    """Databases on a server of this process, or on the one that is named."""

    def __init__(self) -> None:
        given = os.environ.get(GIVEN)
        self._server = None if given else Server()
        self._root = given or self._server.address()  # type: ignore[union-attr]

    def make(self) -> str:
        """The address of a new, empty database."""
        name = f"entrepot_test_{os.getpid()}_{next(_NEW)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        return urlsplit(self._root)._replace(path=f"/{name}").geturl()

    def copy(self, address: str) -> str:
        """The address of a new database that holds what another does, to which nobody is connected."""
        name = f"entrepot_test_{os.getpid()}_{next(_NEW)}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {urlsplit(address).path[1:]}")
        return urlsplit(self._root)._replace(path=f"/{name}").geturl()

    def drop(self, address: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.say(f"DROP DATABASE {urlsplit(address).path[1:]} WITH (FORCE)")

    def say(self, sql: str) -> None:
        """Send the server an order."""
        import psycopg

        with psycopg.connect(self._root, autocommit=True) as connection:
            connection.execute(sql)  # type: ignore[call-overload]

    def close(self) -> None:
        """Stop a server of our own and remove its folder."""
        if self._server:
            self._server.remove()


@pytest.fixture(scope="session")
def databases() -> Iterator[Databases]:
    """Where tests get their databases; one server for all of this process."""
    if reason := why_not():
        pytest.skip(reason)
    made = Databases()
    yield made
    made.close()


@pytest.fixture
def postgres_home(databases: Databases) -> Iterator[str]:
    """The address of a database that nobody has used."""
    address = databases.make()
    yield address
    databases.drop(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def record_home(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """What `Record.open` takes, both new: a folder, and then the address of a database."""
    return tmp_path / "home" if request.param == "sqlite" else request.getfixturevalue("postgres_home")
