"""Gravity equations: what distance, borders and agreements do to trade, estimated from panels of flows."""
