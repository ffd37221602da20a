"""Delimited text of any size as Polars columns: the one way in which readers of such files read them.

`heading` names the columns, `blocks` streams whole lines, `rows` and `grid` cut them into cells and say the
line of each row, `cells` checks and casts, `spill` and `keyed` put on disk what memory should not hold.

What is in memory at a time is a block, whatever the size of the file. A year of BACI stands apart: see
`cepii_baci.blocks`.
"""
