"""Reading the layer of corridors that ships, and the user's differences from it."""
