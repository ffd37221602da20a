"""Worlds of many economies and industries that balance, before and after a change: arrays in, arrays out."""
