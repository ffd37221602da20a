"""The catalogue: complete, honest about where it was read, and free of keys."""

import re
from string import Formatter

import pytest

from entrepot.cli.data_fetch import OPTIONS
from entrepot.metadata.errors import UsageError
from entrepot.sources.addresses import Dataset, dataset, datasets
from entrepot.sources.addresses.catalogue import HERE

ALL = list(datasets().values())


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.dataset)
def test_every_dataset_says_who_on_what_terms_and_where_it_was_read(each: Dataset) -> None:
    for text in (each.title, each.publisher, each.licence, each.terms, each.cadence):
        assert text.strip()
    assert each.page.startswith("https://")
    assert re.fullmatch(r"2026-\d\d-\d\d", each.checked)
    assert each.seen
    assert not re.search(r"key=|token=", (HERE / f"{each.dataset}.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.dataset)
def test_every_address_is_https_and_uses_known_fields(each: Dataset) -> None:
    computed = {"digest", "part", "ending", "years_first", "years_last"}
    for file in each.files:
        assert file["url"].startswith("https://")
        forms = (file["url"], file["name"], *file.get("parameters", {}).values())
        used = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
        assert used <= {*each.options, *computed}
        assert file["kind"] in {"zip", "7z", "gz", "json", "text"}
        assert 0 < file["limit_gb"] <= 20
    # The last kind of file holds whatever was chosen.
    assert not each.files[-1].get("when")
    assert not each.files[-1].get("key")


def test_the_command_has_the_options_of_all_datasets_and_no_other() -> None:
    assert set(OPTIONS) == {name for each in ALL for name in each.options}
    for name, text in OPTIONS.items():
        taking = sorted(each.dataset for each in ALL if name in each.options)
        if name not in ("years", "months"):
            assert all(one in text for one in taking), f"--{name} is for {taking}"


def test_an_unknown_dataset() -> None:
    assert dataset(" BACI ").publisher == "CEPII"
    with pytest.raises(UsageError, match="Known are: baci, comext, comtrade"):
        dataset("chelem")
