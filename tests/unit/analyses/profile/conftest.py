"""The releases that ship, in a store that holds nothing of the user's own."""

import pytest

from entrepot.store.warehouse import Warehouse


@pytest.fixture(scope="package")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse.open(tmp_path_factory.mktemp("home"))
