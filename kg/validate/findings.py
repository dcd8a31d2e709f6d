"""What a shape found fault with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["Violation", "Warning", "Info"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One node that a shape finds fault with: the shape's code and severity, the node's IRI, what to mend."""

    code: str
    severity: Severity
    node: str
    message: str


def conforms(findings: Iterable[Finding]) -> bool:
    """Whether there is no violation; warnings and hints do not count."""
    return all(finding.severity != "Violation" for finding in findings)
