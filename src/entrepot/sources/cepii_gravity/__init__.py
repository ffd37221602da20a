"""CEPII's Gravity database: distances, languages, agreements and sizes of economies since 1948."""
