"""Pure functions from the store's tables to small frozen results."""
