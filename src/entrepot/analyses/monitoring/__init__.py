"""How far a strategy got: objectives, indicators, evidence, judgements and what has to be done next."""
