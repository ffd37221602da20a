"""Strategies in YAML: those that ship, and the user's own plan."""

from entrepot.sources.strategies.reader import library, read_strategy, strategy

__all__ = ["library", "read_strategy", "strategy"]
