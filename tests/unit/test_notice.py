"""What ships under another licence than ours is named, with its publisher, in the notice beside it."""

import json
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "entrepot" / "data"
NOTES = [
    *((file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in DATA.rglob("*.yml.yml")),
    *(
        (file, yaml.safe_load(file.read_text(encoding="utf-8")))
        for folder in ("places", "products")
        for file in DATA.glob(f"{folder}/*.yml")
    ),
    *((file, json.loads(file.read_text(encoding="utf-8"))) for file in DATA.rglob("manifest.json")),
]


@pytest.mark.parametrize(("file", "note"), NOTES, ids=lambda value: getattr(value, "name", ""))
def test_every_publisher_of_data_is_in_the_notice(file: Path, note: dict[str, object]) -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    if "contributors" in str(note["publisher"]):
        assert note["licence"] == "Apache-2.0"
    else:
        name = file.parent.parent.name if file.name == "manifest.json" else note["file"]
        assert str(note["publisher"]) in notice
        assert str(name) in notice
