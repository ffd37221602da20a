"""Entrepôt: an open workbench for economic diplomacy."""
