"""The process in which a query runs: it loads, gives up the means to open anything, answers, and can be killed.

Run as a script by ``kg.query.sandbox``: a job as one line of JSON on stdin, the answer as lines of JSON on stdout::

    {"files": ["a.ttl"], "folder": "", "query": "SELECT ...", "graphs": false, "limit": 0, "seconds": 60, "memory": 900}
    {"loaded": 120}
    {"form": "SELECT", "variables": ["name"]}
    [["literal", "Rome", "http://www.w3.org/2001/XMLSchema#string", ""]]
    {"end": 1}

or, in place of any of them, ``{"error": "query", "message": "...", "place": ""}``. It imports nothing of the package,
so that it starts in some 30 ms wherever the package lies.
"""

from __future__ import annotations

import ctypes
import errno
import gzip
import json
import platform
import resource
import struct
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

STACK: Final = 512 * 1024 * 1024
"""Bytes of stack for the engine's recursive parser; the usual 8 MiB ended it on some thousand nested groups."""


def main() -> None:
    """Answer the job on stdin in a thread that has a large stack."""
    job = json.loads(sys.stdin.readline())
    job["filtered"] = refuse_sockets()
    threading.stack_size(STACK)
    thread = threading.Thread(target=_answer, args=(job,))
    thread.start()
    thread.join()


def _answer(job: dict[str, Any]) -> None:
    try:
        store = _folder(job) if job["folder"] else _load(job["files"], job["graphs"])
    except (OSError, ValueError, EOFError) as error:
        return _say({"error": "input", "message": str(error), "place": job["folder"]})
    except _Unreadable as error:
        return _say({"error": "input", "message": str(error.__cause__), "place": error.file})
    _say({"loaded": job["folder"] or len(store)})
    sys.stdout.flush()
    _shut(job)
    try:
        _run(store, job)
    except (SyntaxError, ValueError, OSError) as error:
        _say({"error": "query", "message": str(error), "place": ""})
    except MemoryError:
        _say({"error": "query", "message": "the query needs too much memory", "place": ""})


def _folder(job: dict[str, Any]) -> ox.Store:
    """The store in a folder; drawn into memory where sockets can only be refused by refusing all files."""
    store = ox.Store.read_only(job["folder"])
    if job["filtered"]:
        return store
    memory = ox.Store()
    memory.bulk_extend(store)
    return memory


class _Unreadable(Exception):
    """A file that cannot be loaded; the cause says why."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def _load(files: list[str], graphs: bool) -> ox.Store:
    """All files in memory: with their named graphs where the query speaks of graphs, else as one graph.

    One graph holds a triple once, where Oxigraph's union of graphs would show it once per graph."""
    store = ox.Store()
    for file in files:
        try:
            _load_file(store, file, graphs)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise _Unreadable(file) from error
    return store


def _load_file(store: ox.Store, file: str, graphs: bool) -> None:
    path = Path(file)
    plain = path.with_suffix("") if path.suffix == ".gz" else path
    form = ox.RdfFormat.from_extension(plain.suffix.removeprefix(".").replace("owl", "rdf"))
    if form is None:
        raise ValueError(f"the ending {plain.suffix or 'of the name'} tells no RDF format")
    with cast(IO[bytes], gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as stream:
        if graphs or not form.supports_datasets:
            store.bulk_load(stream, format=form)
        else:
            quads = ox.parse(stream, format=form, rename_blank_nodes=True)
            store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)


def _shut(job: dict[str, Any]) -> None:
    """From here on no file and no socket can be opened; processor time and memory are bounded.

    A limit of no further descriptors works on every Unix and holds for the engine's own HTTP client too, which Python
    cannot switch off. A store in a folder opens its files as it needs them, so there the socket filter stands alone.
    The limit on processor time ends a query whose parent was killed."""
    if not (job["folder"] and job["filtered"]):
        _lower(resource.RLIMIT_NOFILE, 0)
    spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    _lower(resource.RLIMIT_CPU, int(spent + job["seconds"]) + 5)
    if sys.platform == "linux":  # other systems have no such bound, or refuse to set it
        _lower(resource.RLIMIT_AS, job["memory"] * 1024 * 1024)


def _lower(what: int, limit: int) -> None:
    hard = resource.getrlimit(what)[1]
    bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (bound, bound))


def refuse_sockets() -> bool:
    """Make the kernel refuse new sockets to this process and its threads (Linux seccomp, which needs no privilege).

    False where the system has no such filter. io_uring is refused too, for it opens sockets by itself."""
    machine, number = platform.machine(), {"x86_64": 41, "aarch64": 198}
    if sys.platform != "linux" or machine not in number:
        return False
    architecture = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    load, equal, at_least, leave = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.EACCES
    io_uring_setup, foreign_numbers = 425, 0x40000000
    program = (
        (load, 0, 0, 4), (equal, 0, 5, architecture), (load, 0, 0, 0), (at_least, 3, 0, foreign_numbers),
        (equal, 2, 0, number[machine]), (equal, 1, 0, io_uring_setup), (leave, 0, 0, allow), (leave, 0, 0, refuse),
    )  # fmt: skip
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    buffer = ctypes.create_string_buffer(code)
    filter_program = struct.pack("HP", len(program), ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    return bool(prctl(no_new_privileges, 1, 0, 0, 0) == 0 and prctl(set_seccomp, mode_filter, filter_program, 0, 0) == 0)


def _run(store: ox.Store, job: dict[str, Any]) -> None:
    answer = store.query(job["query"], use_default_graph_as_union=job["graphs"] or bool(job["folder"]))
    if isinstance(answer, ox.QueryBoolean):
        _say({"form": "ASK", "boolean": bool(answer)})
        return _say({"end": 1})
    if isinstance(answer, ox.QuerySolutions):
        _say({"form": "SELECT", "variables": [v.value for v in answer.variables]})
    else:
        _say({"form": "CONSTRUCT", "variables": ["subject", "predicate", "object"]})
    count = 0
    for row in answer:
        if job["limit"] and count == job["limit"]:
            break
        _say([_term(term) for term in row])
        count += 1
    _say({"end": count})


def _term(term: Any) -> list[str] | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return ["literal", term.value, term.datatype.value, term.language or ""]
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value, "", ""]
    if isinstance(term, ox.BlankNode):
        return ["blank", term.value, "", ""]
    return ["triple", str(term), "", ""]


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")


if __name__ == "__main__":
    main()
    sys.stdout.flush()
