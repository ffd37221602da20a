"""SDMX-CSV as Eurostat, the IMF and the NBB write it, and the shape of observations that context data share.

Not a publisher: `layout` and `message` read SDMX-CSV 1.0 and 2.0, `json_text` any JSON, `periods`,
`observations` and `stamps` bring values into the declared shape.
"""
