"""More parts than can be told apart in a time that anybody waits."""

import pytest

from entrepot.analyses.scenarios.exploring import contributions
from entrepot.analyses.scenarios.run import setting
from entrepot.metadata.errors import UsageError
from little_scenarios import cheaper, little_world, made_of


def test_too_many_parts_are_refused_with_what_to_do() -> None:
    many = made_of(*(cheaper(-0.01, name=f"part-{number}") for number in range(31)))
    with pytest.raises(UsageError, match=r"31 parts.*Join parts"):
        contributions(many, setting(many, little_world()))
