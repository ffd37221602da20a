"""Where the raw networks lie: in the packages of `entrepot[networks]`; once read, in a folder of arrays."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

from entrepot.metadata.errors import NoData, UsageError
from entrepot.sources.networks.literal import read_literal
from entrepot.sources.networks.marnet import read_marnet
from entrepot.sources.networks.network import Network


class Package(NamedTuple):
    """A file in an installed package, and what reads it."""

    module: str
    file: str
    edition: str
    read: Callable[[Path], Network]


PACKAGES = {
    "rail": Package("scgraph_data", "world_railways.py", "2.0.0", read_literal),
    "road": Package("scgraph_data", "world_highways.py", "2.0.0", read_literal),
    "sea": Package("searoute", "data/marnet_searoute.geojson", "1.6.0", read_marnet),
}

EXTRA = 'pip install "entrepot[networks]"'


def find_package(module: str) -> Path:
    """Folder of an installed package, found without importing it.

    Raises:
        NoData: it is not installed; the message names the extra that brings it.
    """
    found = find_spec(module)
    folders = list(found.submodule_search_locations or ()) if found else []
    if not folders:
        raise NoData(f"The raw networks need the package {module}: {EXTRA}.")
    return Path(folders[0])


def read_network(name: str, cache: Path | None = None) -> Network:
    """A raw network: "rail", "road" or "sea".

    Args:
        name: key of `PACKAGES`.
        cache: folder for arrays, so that the next reading takes a tenth of a second; None reads the package.

    Raises:
        UsageError: no network of that name.
        NoData: its package is not installed.
        BadInput: the package holds something else than expected.
    """
    if name not in PACKAGES:
        raise UsageError(f"No raw network is called “{name}”; there are {', '.join(PACKAGES)}.")
    package = PACKAGES[name]
    file = find_package(package.module) / package.file
    if cache is None:
        return package.read(file)
    held = cache / f"{name}-{package.edition}.npz"
    try:
        return Network.load(held)
    except (OSError, ValueError, KeyError, BadZipFile):
        network = package.read(file)  # nothing there yet, or a file that is broken: made anew
        network.save(held)
        return network
