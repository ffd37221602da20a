"""The IMF's data as SDMX-CSV: goods by partner (IMTS), direct investment positions (DIP), and indicators."""
