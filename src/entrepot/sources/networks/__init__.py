"""The raw networks of railways, roads and sea lanes, read from the packages that carry them."""

from entrepot.sources.networks.countries import Borders, read_borders
from entrepot.sources.networks.network import Network
from entrepot.sources.networks.packages import PACKAGES, find_package, read_network

__all__ = ["PACKAGES", "Borders", "Network", "find_package", "read_borders", "read_network"]
