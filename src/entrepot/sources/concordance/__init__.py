"""Concordances: tables of links between two classifications, as their publishers give them."""
