"""IATI: aid activities and organisations as their publishers report them, read as a stream with suspicion."""
