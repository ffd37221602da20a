"""Eurostat Comext: trade in goods of EU members, by CN subheading, from bulk files and from its service."""
