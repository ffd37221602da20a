"""Coverage, paths and the network, asked as a user asks them; nothing private without a reason."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepot.cli import entrepot
from entrepot.metadata.errors import EntrepotError
from entrepot.metadata.statement import Party, Statement
from entrepot.store.record import Record

SECRET = "ann.secret@example.org"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    contact = Statement(
        id="card-1",
        kind="contact",
        subtype="",
        subject="Ann Secret",
        property="can be reached",
        paraphrase={"en": "How Ann Secret can be reached."},
        parties=(Party("Ann Secret", "contact"), Party("AWEX", "owner")),
        attributes={"organisation": "Kaztransgaz", "role": "Buyer", "email": SECRET},
        private=True,
        entered_at="2014-01-01",
    )
    Record.open(folder).desk("Tester").add(contact, why="met at a fair")
    return folder


def ask(home: Path, *words: str) -> Result:
    env = {"ENTREPOT_HOME": str(home), "NO_COLOR": "1", "ENTREPOT_USER": "Tester"}
    return CliRunner().invoke(entrepot, ["record", *words], env=env)


def test_coverage_tells_city_distance_and_certainty(home: Path) -> None:
    answer = ask(home, "coverage", "TJK", "--on", "2010-06-01", "--from", "BEL")
    assert answer.exit_code == 0
    [line] = [line for line in answer.stdout.splitlines() if "accredited from elsewhere" in line]
    assert line.split()[2:] == ["accredited", "from", "elsewhere", "possible", "Astana", "1,421", "[1]"]
    assert "[1] D3-INS-008" in answer.stdout
    assert "On 2010-06-01." in answer.stderr


def test_what_is_missing_is_told_with_what_makes_it_telling(home: Path) -> None:
    answer = ask(home, "coverage", "KAZ", "--on", "2010", "--from", "LUX", "--since", "2000").stdout
    assert "embassy of Luxembourg in Kazakhstan: stated absent, while there is one of Belgium. [" in answer
    assert "trade office of Luxembourg in Kazakhstan: not recorded" in answer
    assert (
        "opened: embassy of Belgium"
        in ask(home, "coverage", "KAZ", "--on", "2010", "--since", "2000", "--from", "BEL").stdout
    )


def test_coverage_as_json_and_as_csv_for_a_map(home: Path) -> None:
    told = json.loads(ask(home, "coverage", "CentralAsia", "--on", "2010", "--json").stdout)
    assert {row["host"] for row in told["rows"]} == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert told["gaps"]
    rows = list(
        csv.DictReader(io.StringIO(ask(home, "coverage", "CentralAsia", "--on", "2010", "--csv").stdout))
    )
    belgium = {row["place"]: row for row in rows if row["sender"] == "BEL"}
    assert (belgium["KAZ"]["rank"], belgium["KAZ"]["km"]) == ("0", "0.0")
    assert belgium["UZB"]["seat"] == "Moscow"


def test_a_path_is_explained_step_by_step(home: Path) -> None:
    answer = ask(home, "path", "university of liege", "KAZ", "--on", "2015", "-k", "1")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("1. University of Liège → European Union → Kazakhstan   warmth ")
    assert "D3-PRJ-008" in answer.stdout
    assert "public roles only" in answer.stderr
    [way] = json.loads(ask(home, "path", "AWEX", "UZB", "--on", "2015", "-k", "1", "--json").stdout)
    assert way["links"][0]["ties"][0]["statement"] == "D3-INS-011"
    rows = list(csv.DictReader(io.StringIO(ask(home, "path", "AWEX", "UZB", "--on", "2015", "--csv").stdout)))
    assert (rows[0]["path"], rows[0]["step"], rows[0]["private"]) == ("1", "1", "False")


def test_the_network_tells_what_it_hangs_on_and_who_left(home: Path) -> None:
    answer = ask(home, "network", "--on", "2013").stdout
    assert "Ecorem, Geological Survey of Belgium" in answer
    assert "left, then Guy Verhofstadt" in answer
    pair = ask(home, "network", "Belgium", "KAZ", "--on", "2013", "--json")
    assert set(json.loads(pair.stdout)) == {"single_points", "turnover", "network"}
    links = list(csv.DictReader(io.StringIO(ask(home, "network", "--on", "2013", "--csv").stdout)))
    assert len(links) > 80
    assert all(0 <= float(link["low"]) <= float(link["high"]) < 1 for link in links)


@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
@pytest.mark.parametrize(
    "question", [("network",), ("path", "AWEX", "Kaztransgaz"), ("network", "AWEX", "Kaztransgaz")]
)
def test_nothing_private_shows_unless_asked_for(
    home: Path, question: tuple[str, ...], form: tuple[str, ...]
) -> None:
    answer = ask(home, *question, "--on", "2015", *form)
    assert answer.exit_code == 0
    assert "Secret" not in answer.output
    assert "card-1" not in answer.output


def test_private_contacts_join_for_a_reason_marked_and_logged(home: Path) -> None:
    answer = ask(home, "path", "AWEX", "Kaztransgaz", "--on", "2015", "--with-private", "preparing a fair")
    assert answer.exit_code == 0
    assert answer.stdout.startswith("1. AWEX → Kaztransgaz ")
    assert "private" in answer.stdout
    assert "Ann Secret (Buyer)" in answer.stdout
    assert SECRET not in answer.output
    assert "private contacts included" in answer.stderr
    logged = ask(home, "accesses").stdout
    assert "Tester" in logged
    assert "preparing a fair" in logged


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("coverage", "FRA", "--on", "2012"), 4, "says nothing of a representation in France"),
        (("coverage", "KAZ", "--on", "May"), 2, "--on: 'May' is not an EDTF date"),
        (("coverage", "KAZ", "--on", "2012/.."), 2, "no end or no beginning"),
        (("coverage", "KAZ", "--on", "2000", "--since", "2010"), 2, "--since: 2000 is not after 2010"),
        (("coverage", "Nowhereland"), 3, "Nowhereland"),
        (("path", "AVEX", "KAZ", "--on", "2015"), 4, "Did you mean AWEX?"),
        (("path", "KAZ", "Kazakhstan", "--on", "2015"), 2, "twice"),
        (("path", "Karelian Institute", "KAZ", "--on", "2015"), 4, "nothing in the record connects"),
        (("path", "AWEX", "KAZ", "--on", "1950"), 4, "no contact by 1950"),
        (("network", "AWEX", "--on", "2015"), 2, "no body or two"),
        (("network", "--on", "2015", "--with-private", ""), 2, "say why"),
    ],
)
def test_errors_teach(home: Path, words: tuple[str, ...], code: int, told: str) -> None:
    answer = ask(home, *words)
    assert isinstance(answer.exception, EntrepotError), answer.output
    assert answer.exception.exit_code == code
    assert told in str(answer.exception)
