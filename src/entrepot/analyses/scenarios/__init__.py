"""A named difference from the world as it is, and what changes by it: trade, output and real income."""
