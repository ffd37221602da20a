"""Titles of offices in English and French, and what each is called in the record."""

from __future__ import annotations

from entrepot.analyses.reading.phrases import Phrases, spelt
from entrepot.metadata.places.spelling import fold

# What the record calls it: how texts write it, in both languages.
_TITLES = """
president: president; présidente; president of the republic; président de la république
prime minister: prime minister; premier ministre; première ministre; premier
deputy prime minister: deputy prime minister; vice-premier ministre; vice-première ministre
minister of foreign affairs: minister of foreign affairs; foreign minister; foreign affairs minister;
 minister for foreign affairs; foreign secretary; ministre des affaires étrangères; chef de la diplomatie;
 minister of external affairs; chief of diplomacy;
 external affairs minister; ministre de l'europe et des affaires étrangères
deputy minister of foreign affairs: deputy foreign minister; deputy minister of foreign affairs;
 vice-ministre des affaires étrangères
minister: minister; ministre; secretary of state; state secretary; secrétaire d'état
deputy minister: deputy minister; vice minister; vice-ministre; ministre délégué; ministre déléguée
ambassador: ambassador; ambassadress; ambassadeur; ambassadrice
honorary consul: honorary consul; consul honoraire
consul general: consul general; consule générale; consul général
governor: governor; gouverneur; gouverneure; akim; hokim
mayor: mayor; maire; bourgmestre
king: king; roi
queen: queen; reine
crown prince: crown prince; prince héritier; princess; prince; princesse
chancellor: chancellor; chancelier; chancelière
senator: senator; sénateur; sénatrice
speaker: speaker; president of the senate; président du sénat; président de l'assemblée
chairman-in-office: chairman-in-office; chairperson-in-office; président en exercice
chairman: chairman; chairwoman; chairperson; chair
chief executive: ceo; chief executive; chief executive officer; pdg; directeur général; directrice générale
secretary-general: secretary-general; secretary general; secrétaire général; secrétaire générale
commissioner: commissioner; commissaire; commissaire européen; commissaire européenne
high representative: high representative; haut représentant; haute représentante
special envoy: special envoy; special representative; envoyé spécial; envoyée spéciale
director: director; directeur; directrice; director general
dictator: dictator; leader; dictateur
"""


def _entries() -> list[tuple[tuple[str, ...], str]]:
    found = []
    for line in _TITLES.replace("\n ", " ").strip().splitlines():
        office, _, forms = line.partition(": ")
        found += [
            (tuple(fold(form.replace("'", " ").replace("-", " ")).split()), office)
            for form in forms.split(";")
        ]
    return found


TITLES = Phrases(_entries())
"""Office by the words of its title."""

DOMAIN = frozenset(
    spelt("""
        kingdom royaume government gouvernement foreign affairs affaires etrangeres trade commerce
        economy economie finance finances defence defense defense energy energie interior interieur
        external exterieur exterieure development developpement cooperation industry industrie
        agriculture education health sante transport transports justice labour travail culture
        environment environnement state etat deputy vice first then new former republic republique
        european parliament parlement senate senat assembly assemblee national nationale council conseil
        mr mrs ms dr m mme kingdom royaume government gouvernement m mm dr prof sir excellency his her
        their son sa le la plenipotentiary extraordinary minister ministre investment investissements
        investissement tourism tourisme europe integration international internationale relations
        businessman businesswoman politician federal federale science sciences technology technologie
        parti party communist communiste confederation chamber chambre commission union bank banque
        province region oblast city ville
    """)
)
"""Words that go with a title and are no part of a name."""

PARTICLES = frozenset(
    spelt("de van von der den el al bin ben ibn da dos di du la le ter ten y e bint ould abu")
)
