"""The warehouse of releases and the record of statements. The only room that opens an engine."""
