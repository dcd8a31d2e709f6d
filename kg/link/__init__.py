"""Actors and places of an article, linked to Wikidata by the embedded index; in doubt, not linked.

>>> from kg.link import Linker, open_index                                         # doctest: +SKIP
>>> Linker(open_index()).link(reading).entities[0].link.target                     # doctest: +SKIP
'Q704022'
"""

from kg.link.index import Candidate, Index, IndexInfo, Term, index_info, open_index
from kg.link.linker import Linker

__all__ = ["Candidate", "Index", "IndexInfo", "Linker", "Term", "index_info", "open_index"]
