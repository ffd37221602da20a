"""Widths of drawings in points, apart so that a page knows them without loading what draws."""

WIDE, NARROW = 660, 350
