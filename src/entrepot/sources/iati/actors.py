"""Who the organisations of a file belong to, where their identifiers tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Place, Scheme, resolve
from entrepot.metadata.statement import Party, Statement
from entrepot.sources.iati.drawn import Drawn
from entrepot.sources.iati.passages import Source

# Types of organisations (IATI's own list) that act for a state: government, local government, other public.
_PUBLIC = frozenset({"10", "11", "15"})


def actors(pack: str, chosen: Iterable[Drawn], read: Source) -> Iterator[Statement]:
    """A statement on each organisation whose identifier begins with the code of a country.

    IATI's identifiers begin with the agency that registered the organisation, and that with the country's
    alpha-2 code: "US-GOV-1", "BE-BCE_KBO-0420656336". Those of international lists ("XM-DAC-...") tell no
    country, and no such statement is made.
    """
    seen: set[str] = set()
    for one in chosen:
        name, ref = str(one.head["reporting_name"] or ""), str(one.head["reporting_ref"] or "")
        home = _home(ref)
        if not name or not home or name in seen or not read.has(one.number, "reporting-org"):
            continue
        seen.add(name)
        yield _actor(pack, name, ref, str(one.head["reporting_type"] or ""), home, one, read)


def _home(ref: str) -> Place | None:
    head, dash, _ = ref.partition("-")
    if not dash or len(head) != 2 or not head.isalpha() or not head.isupper():
        return None
    try:
        return resolve(head, schemes=(Scheme.ISO3,))
    except PlaceError:
        return None


def _actor(pack: str, name: str, ref: str, kind: str, home: Place, one: Drawn, read: Source) -> Statement:
    country = home.names["en"]
    return Statement(
        id=f"iati:org:{pack}:{ref}",
        kind="actor",
        subtype="public-body" if kind in _PUBLIC else "organisation",
        subject=name,
        property="is",
        paraphrase={
            "en": f"{name}, an organisation registered in {country}",
            "fr": f"{name}, organisation enregistrée dans le pays suivant : {home.name('fr')}",
        },
        parties=(Party(name, "subject"),),
        places=(home.code,),
        quotes=(read.quote(one.number, "reporting-org"),),
        attributes={"of": country, "identifier": ref},
    )
