"""Places: their codes, their names, and the one resolver that turns what people write into them."""
