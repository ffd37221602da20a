"""Maps without a map server: projection, base map and the placing of names."""
