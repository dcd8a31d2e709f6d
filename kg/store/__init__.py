"""Stores that hold a graph: Oxigraph folders, and SPARQL 1.1 stores reached over HTTP."""
