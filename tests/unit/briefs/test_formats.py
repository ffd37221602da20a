import pytest

from entrepot.briefs import render
from entrepot.metadata.errors import UsageError
from sample_dossier import sample


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'odt'.*html, pdf, docx, xlsx, json"):
        render(sample(), "odt")
