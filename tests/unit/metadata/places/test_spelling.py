import pytest

from entrepot.metadata.places import Scheme
from entrepot.metadata.places.spelling import fold, read


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("COTE D'IVOIRE", "cote divoire"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Bosnia & Herzegovina", "bosnia and herzegovina"),
        ("  Bosnia -  Herzegovina ", "bosnia herzegovina"),
        ("Қазақстан", "казакстан"),
        ("Oʻzbekiston", "ozbekiston"),
        ("Kosovo*", "kosovo"),
        ("德国", "德国"),
        ("Κρήτη", "κρητη"),
        ("*** ---", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "core", "schemes"),
    [
        ("Province de Liège", "liege", (Scheme.NUTS, Scheme.SUBDIVISION)),
        ("the Republic of the Gambia", "gambia", (Scheme.ISO3,)),
        ("Port of Antwerp", "antwerp", (Scheme.LOCODE,)),
        ("Аэропорт Алматы", "алматы", (Scheme.IATA,)),
        ("London City Airport", "london city", (Scheme.IATA,)),
        ("St. Lucia", "saint lucia", ()),
        ("Republic", "", (Scheme.ISO3,)),
    ],
)
def test_read(written: str, core: str, schemes: tuple[Scheme, ...]) -> None:
    assert read(fold(written)) == (core, schemes)
