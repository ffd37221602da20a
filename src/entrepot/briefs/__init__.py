"""Dossier in, document out: one small file per format."""
