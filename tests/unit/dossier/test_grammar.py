import pytest

from entrepot.dossier.grammar import forms
from entrepot.metadata.places.place import Place, Scheme


@pytest.mark.parametrize(
    ("code", "name", "the", "of", "to", "inside"),
    [
        ("BEL", "Belgique", "la Belgique", "de la Belgique", "vers la Belgique", "en Belgique"),
        ("KAZ", "Kazakhstan", "le Kazakhstan", "du Kazakhstan", "vers le Kazakhstan", "au Kazakhstan"),
        ("UZB", "Ouzbékistan", "l’Ouzbékistan", "de l’Ouzbékistan", "vers l’Ouzbékistan", "en Ouzbékistan"),
        ("NLD", "Pays-Bas", "les Pays-Bas", "des Pays-Bas", "vers les Pays-Bas", "aux Pays-Bas"),
        ("MEX", "Mexique", "le Mexique", "du Mexique", "vers le Mexique", "au Mexique"),
        ("CUB", "Cuba", "Cuba", "de Cuba", "vers Cuba", "à Cuba"),
        ("ISR", "Israël", "Israël", "d’Israël", "vers Israël", "à Israël"),
    ],
)
def test_french_articles(code: str, name: str, the: str, of: str, to: str, inside: str) -> None:
    found = forms(Place(code, Scheme.ISO3, "country", {"en": "x", "fr": name}), "fr")
    assert (found.the, found.of, found.to, found.inside) == (the, of, to, inside)


def test_english_names_that_take_an_article() -> None:
    found = forms(Place("NLD", Scheme.ISO3, "country", {"en": "Netherlands"}), "en")
    assert (found.name, found.of, found.The) == ("Netherlands", "of the Netherlands", "The Netherlands")


@pytest.mark.parametrize(
    ("english", "the", "french", "le", "du"),
    [
        (
            "Province of Liège",
            "the Province of Liège",
            "Province de Liège",
            "la province de Liège",
            "de la province de Liège",
        ),
        (
            "Walloon Region",
            "the Walloon Region",
            "Région wallonne",
            "la région wallonne",
            "de la région wallonne",
        ),
        (
            "Arrondissement of Liège",
            "the Arrondissement of Liège",
            "Arrondissement de Liège",
            "l’arrondissement de Liège",
            "de l’arrondissement de Liège",
        ),
        ("Almaty", "Almaty", "Almaty", "Almaty", "d’Almaty"),
    ],
)
def test_a_region_named_by_a_common_noun_takes_its_article(
    english: str, the: str, french: str, le: str, du: str
) -> None:
    region = Place("XX1", Scheme.NUTS, "region", {"en": english, "fr": french})
    assert forms(region, "en").the == the
    assert (forms(region, "fr").the, forms(region, "fr").of) == (le, du)
    assert forms(region, "fr").name == french
