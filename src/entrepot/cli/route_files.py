"""Routes as files: GeoJSON, CSV, JSON, and a map as SVG."""

from __future__ import annotations

import json

from entrepot.analyses.corridors.answer import Answer
from entrepot.analyses.corridors.export import csv_text, geojson
from entrepot.analyses.corridors.network import Network
from entrepot.cli.route_text import explain, words_of


def content(network: Network, given: Answer, suffix: str, language: str) -> bytes:
    """The routes as bytes of a file with that suffix: .geojson, .csv, .json or .svg."""
    if suffix == ".csv":
        return csv_text(given.routes).encode()
    if suffix == ".svg":
        return _map(network, given, language).encode()
    document = geojson(given.routes) if suffix == ".geojson" else explain(network, given)
    return json.dumps(document, ensure_ascii=False, indent=1, default=str).encode()


def _map(network: Network, given: Answer, language: str) -> str:
    from entrepot.briefs.drawing import svg
    from entrepot.briefs.maps import route_map
    from entrepot.briefs.words import labels
    from entrepot.dossier.route_charts import Drawer

    drawn = Drawer(given.routes, words_of(network, language))
    return svg(route_map(drawn.map(), labels(language)))
