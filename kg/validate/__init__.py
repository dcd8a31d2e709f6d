"""Whether a graph keeps to the shapes in ``shapes/``: a fast check for the build, pySHACL as the referee.

>>> finding = Finding("ST01", "Violation", "https://example.org/s", "add who said it")
>>> conforms([finding]), conforms([])
(False, True)
"""

from kg.validate.checker import Checker
from kg.validate.findings import Finding, conforms
from kg.validate.referee import validate_files, validate_statements

__all__ = ["Checker", "Finding", "conforms", "validate_files", "validate_statements"]
