"""The OECD's Inter-Country Input-Output tables: codelists and the reader of the full table."""
