"""One frozen account of a pair of places: a module per section."""
