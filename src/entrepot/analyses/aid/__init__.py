"""Aid, security help and projects as donors publish them: sums that count nothing twice."""
