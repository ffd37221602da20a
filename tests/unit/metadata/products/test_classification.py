"""A classification is found under every name that publishers give it."""

import pytest

from entrepot.metadata.errors import UsageError
from entrepot.metadata.products import classification, classifications, find_classification, hs_revision


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("H5", "HS17"),
        ("HS 2017", "HS17"),
        ("hs17", "HS17"),
        ("H0", "HS92"),
        ("HS 1988/92 Product Code", "HS92"),
        ("HS - Combined  Product Code", "HS"),
        ("HS 2022", "HS22"),
        ("S3", "SITC3"),
        ("SITC Rev. 4", "SITC4"),
        ("BEC 4", "BEC4"),
        ("ISIC Revision 3 Product Code", "ISIC3"),
        ("ISIC Rev. 3.1", "ISIC31"),
        ("ISIC Rev. 4", "ISIC4"),
        ("NACE Rev 2.", "NACE2"),
        ("CPA 2.1 ", "CPA21"),
        ("CPA_Ver_22_Code", "CPA22"),
        ("CN 2022", "CN2022"),
        ("cn1988", "CN1988"),
    ],
)
def test_names_in_use(written: str, name: str) -> None:
    assert classification(written).name == name


@pytest.mark.parametrize(
    "written", ["", "weight", "Relationship", "CNKEY", "TYPE", "CN1987", "CN 2021 Deleted", "H7"]
)
def test_what_is_no_name_is_none(written: str) -> None:
    assert find_classification(written) is None
    with pytest.raises(UsageError, match="HS92"):
        classification(written)


def test_no_name_means_two_classifications() -> None:
    names = [name for one in classifications() for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("year", "revision"),
    [
        (1988, "HS92"),
        (1995, "HS92"),
        (1996, "HS96"),
        (2001, "HS96"),
        (2002, "HS02"),
        (2007, "HS07"),
        (2011, "HS07"),
        (2012, "HS12"),
        (2016, "HS12"),
        (2017, "HS17"),
        (2021, "HS17"),
        (2022, "HS22"),
        (2026, "HS22"),
    ],
)
def test_a_year_of_cn_belongs_to_a_revision_of_hs(year: int, revision: str) -> None:
    assert hs_revision(classification(f"CN{year}")).name == revision


def test_only_cn_has_a_revision_of_hs() -> None:
    with pytest.raises(UsageError):
        hs_revision(classification("HS17"))
