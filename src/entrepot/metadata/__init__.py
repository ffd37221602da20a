"""Codelists and value types: what every other room speaks. Imports nothing of ours."""
