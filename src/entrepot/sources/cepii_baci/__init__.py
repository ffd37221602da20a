"""CEPII BACI: trade in goods between all economies by HS subheading, one file a year."""
