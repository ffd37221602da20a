"""Codelists of the 2025 edition: complete, unique, named."""

from entrepot.sources.oecd_icio.codes import economies, industries


def test_there_are_80_economies_and_the_rest_of_the_world() -> None:
    codes = economies()["code"]
    assert len(codes) == codes.n_unique() == 81
    assert {"BEL", "KAZ", "LUX", "ROW"} <= set(codes)
    assert not {"UZB", "TJK", "KGZ"} & set(codes), "Central Asia beyond Kazakhstan is in ROW"


def test_there_are_50_industries_named_in_both_languages() -> None:
    frame = industries()
    assert frame.height == frame["code"].n_unique() == 50
    assert frame["name_en"].n_unique() == frame["name_fr"].n_unique() == 50
    assert all(code.startswith(section) for code, section in frame.select("code", "section").rows())
