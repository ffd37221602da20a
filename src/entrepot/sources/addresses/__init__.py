"""Where publishers keep their files: one small catalogue a dataset, and what is fetched for given options."""

from entrepot.sources.addresses.address import plan_of_address
from entrepot.sources.addresses.catalogue import Dataset, dataset, datasets
from entrepot.sources.addresses.fetch import fetch
from entrepot.sources.addresses.item import Item
from entrepot.sources.addresses.plan import plan

__all__ = ["Dataset", "Item", "dataset", "datasets", "fetch", "plan", "plan_of_address"]
