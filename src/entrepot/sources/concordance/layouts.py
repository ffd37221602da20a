"""The layouts in which publishers give links, told apart by their header line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import Classification, classification, find_classification, own_list

_YEARLY = re.compile(r"HS_(20\d\d)_CODE")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file's links stand.

    Attributes:
        name: key of publishers.yml.
        source, target: the classifications, in the order of the file.
        columns: positions of the two codes.
        weight: position of the weight, None where the publisher gives none.
        width: number of columns.
    """

    name: str
    source: Classification
    target: Classification
    columns: tuple[int, int]
    weight: int | None
    width: int

    def turned(self) -> Layout:
        """The same links read the other way."""
        first, second = self.columns
        return replace(self, source=self.target, target=self.source, columns=(second, first))


def find_layout(header: Sequence[str]) -> Layout | None:
    """The layout of a file with that header, None if it is none of a publisher known here.

    Known: Growth Lab (H5, H4, weight, group_id), UN Statistics Division (HS 2022, BEC 4, Relationship), WITS
    ("... Product Code" and "... Product Description" twice), ShowVoc (CPA_Ver_22_Code ... HS_2022_CODE ...),
    and any file whose columns, or the only two of them, are named after classifications (CN 2022, CPA 2.1).
    """
    names = [name.strip().strip('"') for name in header]
    coded = [(position, one) for position, name in enumerate(names) if (one := _column(name))]
    if len(coded) != 2 or coded[0][1] == coded[1][1]:
        return None
    (first, source), (second, target) = coded
    weight = names.index("weight") if "weight" in names else None
    kind = _kind(names, weight, {source.family, target.family})
    return Layout(kind, source, target, (first, second), weight, len(names))


def own_layout(header: Sequence[str], source: str, target: str) -> Layout:
    """Two columns, or two and a weight, of classifications that the user names.

    Raises:
        BadInput: there are more columns or fewer.
    """
    if len(header) not in (2, 3):
        raise BadInput(
            f"{len(header)} columns, none of them named after a classification we know",
            line=1,
            expected="the code, the code it becomes and, if there is one, the weight",
            remedy="Keep these columns, or name them after their classifications (HS 2017, CPA 2.1).",
        )
    first, second = (find_classification(name) or own_list(name) for name in (source, target))
    return Layout("own", first, second, (0, 1), 2 if len(header) == 3 else None, len(header))


def _column(name: str) -> Classification | None:
    if name.lower().endswith("description"):
        return None
    if yearly := _YEARLY.fullmatch(name):
        # ShowVoc heads a column of eight digits so: they are those of the Combined Nomenclature.
        return classification(f"CN{yearly[1]}")
    return find_classification(name)


def _kind(names: Sequence[str], weight: int | None, families: set[str]) -> str:
    if weight is not None:
        return "weights"
    if "Relationship" in names:
        return "relationship"
    if any(name.endswith("Product Description") for name in names):
        return "wits"
    if "HS_KEY" in names:
        return "showvoc"
    # These classifications are the European Union's, and so are the tables between them.
    return "eurostat" if families & {"CN", "CPA", "NACE"} else "pair"
