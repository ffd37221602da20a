import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from entrepot.cli.arguments import PLACE
from entrepot.metadata.errors import AmbiguousPlace, UnknownPlace
from entrepot.metadata.places import Place, get


@click.command()
@click.argument("partner", type=PLACE)
def greet(partner: Place) -> None:
    click.echo(partner.code)


def completed(typed: str) -> dict[str, str]:
    shell = ShellComplete(greet, {}, "greet", "_GREET_COMPLETE")
    return {item.value: str(item.help) for item in shell.get_completions([], typed)}


def test_what_is_typed_becomes_a_place() -> None:
    assert CliRunner().invoke(greet, ["Kasachstan"]).output == "KAZ\n"


def test_a_place_stays_what_it_is() -> None:
    assert PLACE.convert(get("BE33"), None, None) is get("BE33")


def test_a_mended_slip_is_told_on_standard_error() -> None:
    result = CliRunner().invoke(greet, ["Kazahkstan"])
    assert (result.stdout, result.stderr) == ("KAZ\n", "“Kazahkstan” read as Kazakhstan (KAZ).\n")


@pytest.mark.parametrize(("typed", "error"), [("Atlantis", UnknownPlace), ("Congo", AmbiguousPlace)])
def test_doubt_is_our_own_error_not_clicks(typed: str, error: type[Exception]) -> None:
    assert isinstance(CliRunner().invoke(greet, [typed]).exception, error)


def test_completion_by_code_and_by_name() -> None:
    assert completed("KA") == {"KAZ": "Kazakhstan"}
    assert completed("uzb") == {"UZB": "Uzbekistan"}
    assert completed("belg") == {"BEL": "Belgium", "BLEU": "Belgium-Luxembourg Economic Union"}
    assert completed("xq") == {}
