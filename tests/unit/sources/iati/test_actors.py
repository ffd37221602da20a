"""Organisations are at home where their identifiers say, and nowhere else."""

from pathlib import Path

import pytest

from entrepot.sources.iati.statements import pack_of

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
  <iati-activity default-currency="USD">
    <iati-identifier>{ref}-1</iati-identifier>
    <reporting-org ref="{ref}" type="10"><narrative>The Agency</narrative></reporting-org>
    <title><narrative>Wells</narrative></title>
    <description><narrative>Wells</narrative></description>
    <participating-org role="1" type="10"><narrative>The Agency</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date iso-date="2020-01-01" type="2"/>
    <recipient-country code="KZ"/>
  </iati-activity>
</iati-activities>
"""


def organisations(folder: Path, ref: str) -> list[tuple[str, str, str]]:
    path = folder / "given.xml"
    path.write_text(FILE.format(ref=ref), encoding="utf-8")
    pack = pack_of(path)
    found = [said for said in pack.statements if said.kind == "actor"]
    assert all(said.quotes[0].text.startswith("<reporting-org") for said in found)
    return [(said.subject, said.attributes["of"], said.id) for said in found]


def test_the_code_of_a_country_begins_the_identifier(tmp_path: Path) -> None:
    assert organisations(tmp_path, "US-GOV-1") == [
        ("The Agency", "United States", "iati:org:iati-given:US-GOV-1")
    ]


@pytest.mark.parametrize("ref", ["XM-DAC-302", "XI-IATI-1", "44000", "us-gov-1", "ZZ-1", "-1"])
def test_where_it_tells_no_country_none_is_guessed(tmp_path: Path, ref: str) -> None:
    assert organisations(tmp_path, ref) == []
