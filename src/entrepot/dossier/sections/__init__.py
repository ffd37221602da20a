"""The sections of a dossier, a module each; every one takes a Case and returns a Section."""
