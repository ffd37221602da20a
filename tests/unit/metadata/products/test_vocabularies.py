"""The small tables of products: whole, described, labelled in five languages, and consistent."""

import csv
import hashlib
from pathlib import Path

import pytest
import yaml

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products import (
    chapters,
    critical_raw_materials,
    icio_industry,
    label,
    raw_materials_of,
    section,
    sections,
)
from entrepot.metadata.products.vocabulary import DATA, LANGUAGES, rows

FILES = sorted(DATA.glob("*.csv"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_is_described_and_tidy(file: Path) -> None:
    note = yaml.safe_load(file.with_name(file.name + ".yml").read_text(encoding="utf-8"))
    for field in ("publisher", "title", "edition", "licence", "address", "retrieved", "how_made"):
        assert note[field], field
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "write the note again"
    with file.open(encoding="utf-8", newline="") as lines:
        columns, *body = list(csv.reader(lines))
    assert all(len(row) == len(columns) and all(cell == cell.strip() for cell in row) for row in body)
    assert len({tuple(row) for row in body}) == len(body)


def test_sections_and_chapters_of_the_hs() -> None:
    assert len(sections()) == 21
    assert chapters() == tuple(f"{number:02}" for number in range(1, 98))
    assert sum((chapters(one) for one in sections()), ()) == chapters()
    assert all(section(one) in sections() for one in chapters())
    with pytest.raises(UsageError, match="no section"):
        chapters("XXII")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_and_chapter_has_a_label_of_its_own(language: str) -> None:
    labels = [label(code, language) for code in chapters()]
    assert all(labels)
    assert len(set(labels)) == 97
    assert len({label(code, language) for code in sections()}) == 21
    if language in ("ru", "kk"):
        assert all(not any("a" <= letter <= "z" for letter in text.lower()) for text in labels)


def test_labels() -> None:
    assert label("260500") == "Ores, slag and ash"
    assert label("260500", "fr") == "Minerais, scories et cendres"
    assert label("XV", "nl") == "Onedele metalen en werken daarvan"
    with pytest.raises(UsageError, match="kk"):
        label("26", "de")
    with pytest.raises(BadInput, match="01 to 97"):
        label("990000")


def test_the_lists_of_the_regulation() -> None:
    materials = critical_raw_materials()
    assert len(materials) == 34
    assert len({material.critical_entry for material in materials}) == 34
    assert len({material.strategic_entry for material in materials if material.strategic}) == 17
    assert {m.code for m in materials if m.strategic_entry == "n"} == {
        "heavy_rare_earths",
        "light_rare_earths",
    }
    assert all(
        set(material.names) == set(LANGUAGES) and all(material.names.values()) for material in materials
    )
    by_code = {material.code: material for material in materials}
    assert not by_code["coking_coal"].strategic
    assert by_code["lithium"].strategic_form == "battery grade"


def test_every_material_has_a_code_and_a_source_for_it() -> None:
    for material in critical_raw_materials():
        assert any(code.hs22 for code in material.codes), material.code
        for code in material.codes:
            assert bool(code.hs22) == bool(code.source) == bool(code.named), (material.code, code)
            assert not code.cn2022 or code.cn2022.startswith(code.hs22)


def test_a_code_that_is_alone_is_of_one_material() -> None:
    held = [
        (code.hs22, material.code)
        for material in critical_raw_materials()
        for code in material.codes
        if code.alone
    ]
    assert len(dict(held)) == len({code for code, _ in held})
    for code, material in held:
        assert {one.code for one in raw_materials_of(code)} == {material}


def test_materials_of_a_code() -> None:
    assert [m.code for m in raw_materials_of("260500")] == ["cobalt"]
    assert [m.code for m in raw_materials_of("26050000")] == ["cobalt"]
    assert [m.code for m in raw_materials_of("81129289")] == ["gallium"]
    assert {m.code for m in raw_materials_of("261590")} == {"niobium", "tantalum", "vanadium"}
    assert raw_materials_of("010121") == ()


def test_every_industry_of_icio_has_codes_and_no_code_has_two() -> None:
    listed = Path(__file__).parents[4] / "src" / "entrepot" / "sources" / "oecd_icio" / "industries.csv"
    with listed.open(encoding="utf-8", newline="") as file:
        industries = {row["code"] for row in csv.DictReader(file)}
    held = [(row["cpa"], row["industry"]) for row in rows("icio_cpa.csv")]
    assert {industry for _, industry in held} == industries
    assert len({code for code, _ in held}) == len(held)
    assert all(icio_industry(code) == industry for code, industry in held)
