"""Trade in goods by product: what two places trade, could trade, and how that changed."""
