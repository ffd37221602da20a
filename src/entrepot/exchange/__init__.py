"""What leaves Entrepôt in other people's formats: calendars, maps, linked data, IATI."""
