"""Record packs: statements about documents, with the place and hash of every quote and none of its words."""
