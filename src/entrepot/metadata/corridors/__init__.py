"""Corridors: terminals, legs, parameters and routes, as value types that every room speaks."""

from entrepot.metadata.corridors.difference import Addition, Change, Difference
from entrepot.metadata.corridors.layer import Layer, Leg, Mode, Parameter, Passage, Season, Terminal
from entrepot.metadata.corridors.route import Criteria, Route, Spot, Step
from entrepot.metadata.corridors.span import Span

__all__ = [
    "Addition",
    "Change",
    "Criteria",
    "Difference",
    "Layer",
    "Leg",
    "Mode",
    "Parameter",
    "Passage",
    "Route",
    "Season",
    "Span",
    "Spot",
    "Step",
    "Terminal",
]
