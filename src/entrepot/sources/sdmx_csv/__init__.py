"""SDMX-CSV as Eurostat, the IMF and the NBB write it, and the strict reading of text that context data share.

Not a publisher: `blocks` and `cells` read any delimited text, `layout` and `message` SDMX-CSV 1.0 and 2.0,
`periods`, `observations` and `spill` bring values into the declared shape.
"""
