"""What two places trade, and how much of it: rankings, shares, concentration, advantage, complementarity."""
