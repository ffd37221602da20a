"""A folder per publisher: descriptor (source.yml) and reader. The only room that touches the network."""
