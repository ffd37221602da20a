"""Reading a document: what it seems to say, proposed for a person to accept, correct or reject."""
