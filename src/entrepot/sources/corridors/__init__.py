"""Reading the layer of corridors that ships, and the user's differences from it."""

from entrepot.sources.corridors.polyline import decode_line, encode_line
from entrepot.sources.corridors.reader import layer, problems
from entrepot.sources.corridors.shapes import shape

__all__ = ["decode_line", "encode_line", "layer", "problems", "shape"]
