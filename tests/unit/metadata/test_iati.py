"""Tables of IATI and the code lists that ship with them."""

import hashlib

import pytest
import yaml

from entrepot.metadata.iati import DATE_TYPES, IATI_TABLES, RELATIONS, ROLES, STATUSES, TRANSACTION_TYPES
from entrepot.metadata.iati.vocabularies import FOLDER, codes, name_of


@pytest.mark.parametrize("table", IATI_TABLES, ids=lambda table: table.name)
def test_every_row_says_where_it_stands(table) -> None:  # type: ignore[no-untyped-def]
    names = [column.name for column in table.columns]
    assert names[0] == "file"
    assert table.key[0] == "file"
    assert len(set(names)) == len(names)
    assert "line" in names or table.short_name == "files"


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("TransactionType", TRANSACTION_TYPES), ("ActivityStatus", STATUSES), ("OrganisationRole", ROLES),
        ("RelatedActivityType", RELATIONS), ("ActivityDateType", DATE_TYPES),
    ],
)  # fmt: skip
def test_words_we_reason_with_cover_the_list(name, ours) -> None:  # type: ignore[no-untyped-def]
    assert set(codes(name)) == set(ours)


def test_names_in_both_languages() -> None:
    assert name_of("TransactionType", "3") == "Disbursement"
    assert name_of("TransactionType", "3", "fr") == "Décaissement"
    assert name_of("Currency", "KZT", "fr") == "Tenge"
    assert name_of("Sector", "00000") == "00000"
    with pytest.raises(KeyError, match="there are: ActivityDateType"):
        codes("../places/countries")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.csv")), ids=lambda file: file.stem)
def test_notes(file) -> None:  # type: ignore[no-untyped-def]
    note = yaml.safe_load(file.with_name(f"{file.name}.yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert note["licence"] == "CC-BY-4.0"
