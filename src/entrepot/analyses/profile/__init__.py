"""What the Factbook says of a country: dated facts, each with its text."""
