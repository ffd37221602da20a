import pytest

from entrepot.dossier import terms


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = {
        "visit": "visite",
        "sum over {places}": "somme sur {places}",
        "share of {what}": "part de : {what}",
        "exports": "exportations",
        "Shares are rounded.": "Les parts sont arrondies.",
    }
    monkeypatch.setattr(terms, "catalogue", lambda name: catalogue)
    for cached in (terms._whole, terms._exact, terms._patterns):
        cached.cache_clear()


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("visit", "visite"),
        ("sum over KAZ, UZB", "somme sur KAZ, UZB"),
        ("share of exports", "part de : exportations"),
        ("Shares are rounded. Of unknown origin.", "Les parts sont arrondies. Of unknown origin."),
        ("Shares are rounded", "Shares are rounded"),
        ("nobody knows", "nobody knows"),
    ],
)
def test_terms(english: str, french: str) -> None:
    assert terms.translate(english, "fr") == french
    assert terms.translate(english, "en") == english


@pytest.fixture(autouse=True)
def _forget() -> None:
    for cached in (terms._whole, terms._exact, terms._patterns):
        cached.cache_clear()
