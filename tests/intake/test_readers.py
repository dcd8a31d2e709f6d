"""Every way in: files, folders, packed files, JSON lines, archives; nothing is lost without a reject."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.config import Limits
from kg.intake import records
from kg.model import Record, Reject

TEXT = "The ministers met in Lund on Tuesday and agreed to go on."


def ids(inputs: list[Path]) -> list[str]:
    return [found.id for found in records([str(path) for path in inputs])]


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_folders_come_sorted_and_skip_what_no_reader_knows(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.txt.gz", ".hidden/d.txt", "picture.jpg", "notes.md"):
        data = gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT.encode()
        write(tmp_path / name, data)
    found = list(records([str(tmp_path)]))
    assert [one.id for one in found] == ["a", "b", "c"]
    assert [one.kind for one in found if isinstance(one, Record)] == ["html", "text", "text"]
    assert all(isinstance(one, Record) and one.payload == TEXT.encode() for one in found)


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "x", "text": TEXT, "url": "https://news.example/1", "published": "2024-03-12", "more": 1}),
        "", '{"text": "cut', "[1]",
        json.dumps({"id": 7, "html": "<p>Hi</p>"}), json.dumps({"title": "no text"}), json.dumps({"text": TEXT}), "[" * 100_000,
    ]  # fmt: skip
    path = write(tmp_path / "news.jsonl", "\n".join(lines).encode())
    found = list(records([str(path)]))
    assert [(one.id, one.origin.line) for one in found] == [
        ("x", 1),
        ("news:3", 3),
        ("news:4", 4),
        ("7", 5),
        ("news:6", 6),
        ("news:7", 7),
        ("news:8", 8),
    ]
    assert [one.code for one in found if isinstance(one, Reject)] == ["broken-line"] * 4
    first = found[0]
    assert isinstance(first, Record)
    assert (first.url, first.published, first.publisher) == ("https://news.example/1", "2024-03-12", "")


def test_a_line_over_the_limit_hurts_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "long", "text": "a" * 5000}), json.dumps({"id": "short", "text": TEXT})]
    path = write(tmp_path / "news.jsonl", "\n".join(lines).encode())
    found = list(records([str(path)], limits=Limits(max_html_bytes=1000)))
    assert [(type(one), one.id) for one in found] == [(Reject, "news:1"), (Record, "short")]


BROKEN = [
    ("a.txt.gz", gzip.compress(TEXT.encode())[:-9], "truncated"), ("a.txt.gz", b"no gzip at all", "unreadable"),
    ("a.txt.gz", gzip.compress(b"a" * 100_000), "bomb"), ("a.txt", b"a" * 100_000, "too-long"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), BROKEN)
def test_broken_files(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = write(tmp_path / name, data)
    (found,) = records([str(path)], limits=Limits(max_html_bytes=50_000))
    assert isinstance(found, Reject)
    assert (found.code, found.id) == (code, "a")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (found,) = records([str(tmp_path / "none.txt")])
    assert isinstance(found, Reject)
    assert found.code == "unreadable"


def test_standard_input_is_known_by_its_first_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, kind, name in [
        (TEXT.encode(), "text", "stdin"), (b"<!DOCTYPE html><p>x", "html", "stdin"), (b'{"id": "q", "html": "<p>x"}\n',
        "html", "q"),
    ]:  # fmt: skip
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        (found,) = records(["-"])
        assert isinstance(found, Record)
        assert (found.kind, found.id) == (kind, name)


def archive(*, packed: bool, pages: int = 3) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for i in range(pages):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        page = f"<html><body><p>{TEXT} {i}</p></body></html>".encode()
        record = writer.create_warc_record(
            f"https://news.example/{i}", "response", payload=io.BytesIO(page), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_archives(tmp_path: Path, packed: bool) -> None:
    path = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), archive(packed=packed))
    found = list(records([str(path)]))
    assert [one.id for one in found] == [f"https://news.example/{i}" for i in range(3)]
    assert all(isinstance(one, Record) and TEXT.encode() in one.payload for one in found if isinstance(one.payload, bytes))  # type: ignore[union-attr]


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_archive_gives_what_is_whole_and_tells_the_rest(tmp_path: Path, packed: bool) -> None:
    data = archive(packed=packed)
    for cut in range(30, 200, 34):
        path = write(tmp_path / ("a.warc.gz" if packed else "a.warc"), data[:-cut])
        found = list(records([str(path)]))
        whole = [one for one in found if isinstance(one, Record)]
        assert all(isinstance(one.payload, bytes) and one.payload.endswith(b"</html>") for one in whole)
        assert len(whole) < 3
        assert [one.code for one in found if isinstance(one, Reject)] == ["truncated"]


def test_reading_goes_on_behind_a_damaged_record(tmp_path: Path) -> None:
    data = archive(packed=True)
    second = data.index(b"\x1f\x8b\x08", 3)
    damaged = data[: second + 40] + bytes(byte ^ 255 for byte in data[second + 40 : second + 60]) + data[second + 60 :]
    found = list(records([str(write(tmp_path / "a.warc.gz", damaged))]))
    assert [one.id for one in found if isinstance(one, Record)] == ["https://news.example/0", "https://news.example/2"]
    assert [one.code for one in found if isinstance(one, Reject)] == ["truncated"]
