"""The Java machine that Spark runs on: whether there is one, and of which version."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from entrepot.metadata.errors import UsageError

OLDEST = 17  # what the classes of Spark 4 are compiled for
_VERSION = re.compile(r'version "(?:1\.)?([0-9]+)')
_PATIENCE = 60


def check_spark() -> None:
    """Refuses to start Spark where a part of it is missing, saying which and how to get it.

    Raises:
        UsageError: PySpark is not installed, or there is no Java, or an older one than Spark runs on.
    """
    if find_spec("pyspark") is None:
        raise UsageError(
            "Spark needs the package pyspark (456 MB), which is not installed: pip install "
            "'entrepot[spark]'. On one machine --engine duckdb does the same sums."
        )
    version = java_version()
    if version is None:
        raise UsageError(
            f"Spark needs Java {OLDEST} or later, and none is found: install one (Debian: apt-get install "
            "default-jre-headless), or set JAVA_HOME. On one machine --engine duckdb does the same sums."
        )
    if version < OLDEST:
        raise UsageError(
            f"Spark needs Java {OLDEST} or later; this is Java {version}. Install a later one, or point "
            "JAVA_HOME to it."
        )


def java_version() -> int | None:
    """The major version of the Java that Spark would take (JAVA_HOME first, then the path); None without."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - the user's own Java
            [java, "-version"], capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.search(told.stderr + told.stdout)
    return int(found[1]) if found else None
