"""Whether a graph keeps to the shapes in ``shapes/``: a fast check for the build; ``kg.validate.referee`` is pySHACL, which
takes its time to load and is therefore imported by its own name.

>>> finding = Finding("ST01", "Violation", "https://example.org/s", "add who said it")
>>> conforms([finding]), conforms([])
(False, True)
"""

from kg.validate.checker import Checker
from kg.validate.findings import Finding, conforms

__all__ = ["Checker", "Finding", "conforms"]
