"""Asking a graph: SPARQL over files, store folders and endpoints, and the named questions."""
