"""Corridors: routes by every mode, and what happens when one closes."""
