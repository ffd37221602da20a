"""The National Bank of Belgium's NBB.Stat: SDMX-CSV of today, SDMX-ML 2.0 of the former interface."""
