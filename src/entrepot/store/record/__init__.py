"""The record of statements, in SQLite."""
