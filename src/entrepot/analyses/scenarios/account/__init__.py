"""What a scenario changes for every economy and pair of a world, worked out once and remembered."""
