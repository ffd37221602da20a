"""Eurostat's tables by country and region: TSV, SDMX-CSV and JSON-stat."""
