"""Who met whom, what was agreed, who is accredited where, what was given, and what does not agree."""
