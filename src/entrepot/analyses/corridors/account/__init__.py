"""All that a brief says of the ways between two places, as one value that can be kept as JSON.

`of_pair` makes it, with everything that searching needs; `kept.account` has it back without.
"""
