"""What ships with the package; each file has its publisher, year, licence and address beside it."""
