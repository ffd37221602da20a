"""Products: the names of their classifications, their codes, their labels, and which are critical."""

from entrepot.metadata.products.classification import (
    Classification,
    classification,
    classifications,
    find_classification,
    hs_revision,
    own_list,
)
from entrepot.metadata.products.codes import chapter, digits, normalise, parent, section
from entrepot.metadata.products.industries import icio_industry
from entrepot.metadata.products.labels import chapters, label, sections
from entrepot.metadata.products.raw_materials import (
    MaterialCode,
    RawMaterial,
    critical_raw_materials,
    raw_materials_of,
)

__all__ = [
    "Classification",
    "MaterialCode",
    "RawMaterial",
    "chapter",
    "chapters",
    "classification",
    "classifications",
    "critical_raw_materials",
    "digits",
    "find_classification",
    "hs_revision",
    "icio_industry",
    "label",
    "normalise",
    "own_list",
    "parent",
    "raw_materials_of",
    "section",
    "sections",
]
