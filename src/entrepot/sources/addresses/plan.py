"""From a dataset and options to the requests that fetch it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from entrepot.metadata.errors import UsageError
from entrepot.sources.addresses.address import address, digest_of, rebased, safe_name
from entrepot.sources.addresses.catalogue import Dataset
from entrepot.sources.addresses.item import Item
from entrepot.sources.addresses.options import values_of

MOST_REQUESTS = 2_000


def plan(dataset: Dataset, written: Mapping[str, str], environment: Mapping[str, str]) -> tuple[Item, ...]:
    """The requests for a dataset with these options.

    Args:
        dataset: from the catalogue.
        written: option -> what the user wrote.
        environment: where keys are looked for, and `ENTREPOT_FETCH_BASE_<DATASET>`, with which the addresses
            of a mirror begin instead of the publisher's scheme and host.

    Raises:
        UsageError: an option that this dataset does not take, or a value that it cannot have.
        PlaceError: no such place.
    """
    _refuse_unknown(dataset, written)
    values = {name: values_of(name, option, written.get(name)) for name, option in dataset.options.items()}
    _refuse_early(dataset, values)
    base = environment.get(f"ENTREPOT_FETCH_BASE_{dataset.dataset.upper()}", "")
    items = []
    for chosen in _product(dataset, values):
        file = next(file for file in dataset.files if _holds(file, chosen, environment))
        items.append(_item(dataset, file, chosen, values, base))
    if not items or len(items) > MOST_REQUESTS:
        raise UsageError(
            f"That would be {len(items):,} requests; at most {MOST_REQUESTS:,} are made at once."
        )
    return tuple({item.name: item for item in items}.values())


def _refuse_unknown(dataset: Dataset, written: Mapping[str, str]) -> None:
    if unknown := [name for name in written if name not in dataset.options]:
        takes = ", ".join(f"--{name}" for name in dataset.options) or "no options"
        raise UsageError(f"{dataset.dataset} has no --{unknown[0]}; it takes {takes}.")


def _refuse_early(dataset: Dataset, values: Mapping[str, Sequence[str]]) -> None:
    for name, firsts in dataset.options.get("years", {}).get("first_by", {}).items():
        for chosen in values[name]:
            if values["years"] and int(values["years"][0]) < firsts[chosen]:
                raise UsageError(
                    f"--years: {chosen} begins in {firsts[chosen]}, not {values['years'][0]}. Choose other "
                    f"years, or another {name}."
                )


def _holds(file: Mapping[str, Any], chosen: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    if (key := file.get("key")) and not environment.get(key["variable"]):
        return False
    return all(
        chosen[name] if wanted == "present" else re.fullmatch(wanted, chosen[name])
        for name, wanted in file.get("when", {}).items()
    )


def _product(dataset: Dataset, values: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
    # A request for each combination of what can be asked for only one at a time.
    asked = [list(_asked(option, values[name])) for name, option in dataset.options.items()]
    for number, combination in enumerate(itertools.product(*asked)):
        if number > MOST_REQUESTS:
            raise UsageError(f"More than {MOST_REQUESTS:,} requests. Ask in several steps.")
        yield dict(zip(dataset.options, combination, strict=True))


def _asked(option: Mapping[str, Any], values: Sequence[str]) -> Iterator[str]:
    if "bundles" in option:
        yield from (bundle for bundle in option["bundles"] if _in_bundle(bundle, values))
    elif option.get("each") and values:
        yield from values
    elif "" in values or not values or option.get("span") or option.get("only_added"):
        yield ""
    else:
        size = option.get("batch", len(values))
        batches = (values[start : start + size] for start in range(0, len(values), size))
        yield from (option.get("join", ",").join(batch) for batch in batches)


def _in_bundle(bundle: str, years: Sequence[str]) -> tuple[str, ...]:
    first, _, last = bundle.partition("-")
    return tuple(year for year in years if first <= year <= last)


def _item(
    dataset: Dataset,
    file: Mapping[str, Any],
    chosen: Mapping[str, str],
    values: Mapping[str, Sequence[str]],
    base: str,
) -> Item:
    span = _span(dataset, values)
    fields = {**{name: chosen[name] for name in dataset.options}, **span}
    for name, option in dataset.options.items():
        if "endings" in option:
            fields["ending"] = option["endings"][chosen[name]]
    url = address(file, fields)
    is_part = any(values[name] for name, option in dataset.options.items() if option.get("part"))
    digest = digest_of(url)
    name = file["name"].format(**fields, digest=digest, part=f"part-{digest}/" if is_part else "")
    key = file.get("key") or {}
    return Item(
        url=rebased(url, base) if base else url,
        name=safe_name(name),
        kind=file.get("kind", ""),
        limit=int(file["limit_gb"] * 10**9),
        accept=file.get("accept", ""),
        key_header=key.get("header", ""),
        key_variable=key.get("variable", ""),
        pause=float(file.get("pause", 0)),
        answer=file.get("answer", {}),
        years=_years_to_add(dataset, chosen, values),
    )


def _span(dataset: Dataset, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    if not dataset.options.get("years", {}).get("span"):
        return {}
    years = values["years"]
    if years and len(years) != int(years[-1]) - int(years[0]) + 1:
        raise UsageError(f"--years: {', '.join(years)}: this publisher gives years without a gap only.")
    return {"years_first": years[0] if years else "", "years_last": years[-1] if years else ""}


def _years_to_add(
    dataset: Dataset, chosen: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    option = dataset.options.get("years", {})
    if "bundles" in option:
        return _in_bundle(chosen["years"], values["years"])
    return tuple(values["years"]) if option.get("only_added") else ()
