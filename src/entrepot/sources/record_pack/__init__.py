"""Record packs: statements about documents, with the place and hash of every quote and none of its words.

A pack has no publisher, hence no `source.yml`: its own head names who read the documents, and the file beside
it the licence. What is asserted of a pack, `reader` holds to line and column.
"""
