"""One tree of errors and the one place where errors become exit codes.

>>> str(ConfigError("pipeline 'xx' is not installed", remedy="pip install xx"))
"pipeline 'xx' is not installed; pip install xx"
>>> exit_code(OutputError("output.ttl is read-only"))
6
"""

from __future__ import annotations

from typing import Final

DONE: Final = 0
NOT_CONFORMANT: Final = 1
USAGE: Final = 2
SET_ASIDE: Final = 3
NO_INPUT: Final = 4
OUTPUT: Final = 6
REMOTE: Final = 7
INTERRUPTED: Final = 130

REJECT_CODES: Final = {
    "empty": "under 20 characters of text",
    "language-unsupported": "the text is not English",
    "too-long": "over the limit of characters",
    "broken-line": "a line of JSON lines that is not a JSON object with text or html",
    "truncated": "the archive or file ends too early",
    "bomb": "decompresses to more than the limit",
    "no-text": "a page with letters in which no article text was found",
    "html-limits": "a page with too many elements, attributes or levels",
    "unreadable": "the file cannot be opened or decoded",
    "fetch-refused": "an address that must not be fetched",
    "fetch-failed": "the page could not be fetched",
    "crashed": "the worker died twice on this article",
    "deadline": "the article took longer than the deadline",
    "memory": "the article needed more memory than the cap",
    "failed": "a step failed on this article",
    "invalid": "a value in the article must not be written",
}


class NewskgError(Exception):
    """Base of all errors that a user may see: what is wrong, where, and the remedy.

    ``place`` names the article, file or line; ``remedy`` is a phrase that tells what to do."""

    code: int = USAGE

    def __init__(self, message: str, *, place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message, self.place, self.remedy = message, place, remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f"; {self.remedy}" if self.remedy else "")


class ConfigError(NewskgError):
    """A wrong option, an unknown key in kg.toml, a pipeline or an extra that is not installed."""


class InputError(NewskgError):
    """No usable input at all."""

    code = NO_INPUT


class OutputError(NewskgError):
    """The output cannot be written; what was there before is untouched."""

    code = OUTPUT


class RemoteError(NewskgError):
    """A remote service (store, Wikidata, a page) failed. The message never holds credentials."""

    code = REMOTE


class ValueGateError(NewskgError):
    """A value that must not reach a writer (an IRI with a newline, a date that no calendar has)."""


class QueryError(NewskgError):
    """A query that cannot be parsed, is not allowed (SERVICE, LOAD, updates), or ran out of its time."""


class SetAside(NewskgError):
    """One article cannot be built: ``reason_code`` is a key of REJECT_CODES."""

    code = SET_ASIDE

    def __init__(self, reason_code: str, message: str, *, place: str = "") -> None:
        super().__init__(message, place=place)
        self.reason_code = reason_code


def exit_code(error: BaseException) -> int:
    """The exit code of a command that ended with ``error``: 130 for an interrupt, else the error's own; 2 if foreign."""
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return error.code if isinstance(error, NewskgError) else USAGE
