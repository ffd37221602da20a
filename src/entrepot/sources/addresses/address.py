"""Addresses and file names, made of what was chosen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from entrepot.metadata.errors import UsageError
from entrepot.sources.addresses.catalogue import Dataset
from entrepot.sources.addresses.item import Item
from entrepot.sources.addresses.options import values_of
from entrepot.sources.download.opener import refuse_address

LONGEST_ADDRESS = 4_000
_NAMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*\.(?:zip|7z|gz|json|csv|tsv|dat)(?![A-Za-z0-9])")
_KINDS = {"zip": "zip", "7z": "7z", "gz": "gz", "json": "json", "csv": "text", "tsv": "text", "dat": "text"}


def plan_of_address(dataset: Dataset, url: str, written: Mapping[str, str]) -> tuple[Item, ...]:
    """The one request for an address that the user gave instead of ours."""
    refuse_address(url)
    years = values_of("years", dataset.options["years"], written.get("years")) if written.get("years") else ()
    names = [found[0] for found in _NAMED.finditer(unquote(url))]
    name = safe_name(names[-1]) if names else f"{dataset.dataset}_{digest_of(url)}"
    return (Item(url=url, name=name, kind=_KINDS.get(name.rpartition(".")[2], ""), years=years),)


def address(file: Mapping[str, Any], fields: Mapping[str, str]) -> str:
    """The address of a kind of file with these values in it; raises `UsageError` if it is too long."""
    safe = {name: quote(value, safe=",+;.") for name, value in fields.items()}
    path = file["url"].format(**safe).rstrip("/")
    parameters = {name: form.format(**fields) for name, form in file.get("parameters", {}).items()}
    # A parameter for which nothing was chosen is left out: ":" is what is left of "2000:2010".
    asked = {name: value for name, value in parameters.items() if value.strip(":")}
    url = f"{path}?{urlencode(asked, safe=',:')}" if asked else path
    if len(url) > LONGEST_ADDRESS:
        raise UsageError("The request is too long. Ask for fewer places, products or years at once.")
    return url


def rebased(url: str, base: str) -> str:
    """The same path and query on a mirror."""
    refuse_address(base)
    mirror, own = urlsplit(base), urlsplit(url)
    path = mirror.path.rstrip("/") + own.path
    return urlunsplit((mirror.scheme, mirror.netloc, path, own.query, ""))


def safe_name(name: str) -> str:
    """A name that every file system takes, in at most one folder of its own."""
    folder, slash, file = name.rpartition("/")
    file = re.sub(r"[^\w.-]+", "-", file, flags=re.ASCII)
    return folder + slash + (file if len(file) <= 150 else f"{file[:100]}_{digest_of(file)}{file[-10:]}")


def digest_of(text: str) -> str:
    """Eight letters by which two requests differ."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
