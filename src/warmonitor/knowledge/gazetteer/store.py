"""The gazetteer's file: packed arrays, mapped into memory, and the index from folded names to rows."""

import hashlib
import json
import mmap
import os
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from warmonitor.knowledge.gazetteer.draft import LOOSE, OWN, Draft, Row
from warmonitor.knowledge.gazetteer.entry import KINDS
from warmonitor.knowledge.gazetteer.folding import fold, fold_loosely, folding_rules, without_article

MAGIC = b"WMGAZ01\n"
NO_COUNTRY = 65535
_ALIGN = 64
_SHORTEST_LOOSE = 4


class GazetteerFileError(ValueError):
    """The file is no gazetteer, or a damaged one."""


def key_hash(text: str) -> int:
    """Hash a folded name to 64 bits, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def write_store(draft: Draft, path: Path) -> None:
    """Write the draft to ``path``, whole or not at all."""
    arrays, meta = _pack(draft)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as out:
            _write(out, arrays, meta)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_store(path: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Map the arrays of a gazetteer file into memory and read its tables.

    Raises GazetteerFileError where the file is not a whole gazetteer.
    """
    with path.open("rb") as source:
        try:
            view = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError as error:
            raise GazetteerFileError(f"{path}: empty") from error
    if view[: len(MAGIC)] != MAGIC:
        raise GazetteerFileError(f"{path}: not a gazetteer")
    start = len(MAGIC) + 8
    (size,) = struct.unpack("<Q", view[len(MAGIC) : start])
    if len(view) < start + size:
        raise GazetteerFileError(f"{path}: cut off")
    header = json.loads(view[start : start + size])
    base = _aligned(start + size)
    arrays = {}
    for name, dtype, offset, count in header["arrays"]:
        if base + offset + count * np.dtype(dtype).itemsize > len(view):
            raise GazetteerFileError(f"{path}: cut off")
        arrays[name] = np.frombuffer(view, dtype=dtype, count=count, offset=base + offset)
    return arrays, header["meta"]


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGN) * _ALIGN


def _write(out: Any, arrays: dict[str, NDArray[Any]], meta: dict[str, Any]) -> None:
    table, offset = [], 0
    for name, array in arrays.items():
        table.append((name, array.dtype.str, offset, int(array.size)))
        offset = _aligned(offset + array.nbytes)
    header = json.dumps({"arrays": table, "meta": meta}, ensure_ascii=False).encode()
    out.write(MAGIC + struct.pack("<Q", len(header)) + header)
    out.write(b"\0" * (_aligned(out.tell()) - out.tell()))
    base = out.tell()
    for array, (_, _, place, _) in zip(arrays.values(), table, strict=True):
        out.write(b"\0" * (base + place - out.tell()))
        out.write(array.tobytes())


def _strings(values: Iterable[str]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    encoded = [value.encode() for value in values]
    offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
    np.cumsum([len(value) for value in encoded], out=offsets[1:])
    return offsets, np.frombuffer(b"".join(encoded), dtype=np.uint8)


def _pack(draft: Draft) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    rows = draft.rows
    countries = sorted({row.country for row in rows if row.country})
    number = {code: index for index, code in enumerate(countries)}
    hashes, postings = _index(rows)
    id_order = np.argsort(np.array([key_hash(row.id) for row in rows], dtype=np.uint64), kind="stable")
    name_offsets, name_bytes = _strings(row.name for row in rows)
    id_offsets, id_bytes = _strings(row.id for row in rows)
    arrays: dict[str, NDArray[Any]] = {
        "lat": np.array([round(row.lat * 1e5) for row in rows], dtype=np.int32),
        "lon": np.array([round(row.lon * 1e5) for row in rows], dtype=np.int32),
        "kind": np.array([KINDS.index(row.kind) for row in rows], dtype=np.uint8),
        "country": np.array(
            [number[row.country] if row.country else NO_COUNTRY for row in rows], dtype=np.uint16
        ),
        "parent": np.array([row.parent for row in rows], dtype=np.int32),
        "population": np.array([row.population for row in rows], dtype=np.uint32),
        "radius": np.array([row.radius_km for row in rows], dtype=np.float32),
        "name_offsets": name_offsets,
        "name_bytes": name_bytes,
        "id_offsets": id_offsets,
        "id_bytes": id_bytes,
        "id_hashes": np.array([key_hash(rows[i].id) for i in id_order], dtype=np.uint64),
        "id_rows": id_order.astype(np.int32),
        "key_hashes": hashes,
        "key_postings": postings,
    }
    meta = {
        "countries": countries,
        "demonyms": draft.demonyms,
        "neighbours": draft.neighbours,
        "region_countries": draft.region_countries,
    }
    return arrays, meta


def _index(rows: list[Row]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Index every name: the hash of its folded form against row * 4 + how well it names the row."""
    transliterated = folding_rules().transliterated
    numbers: dict[str, int] = {}
    keys: list[int] = []
    postings: list[int] = []
    for index, row in enumerate(rows):
        best: dict[str, int] = {}
        for name, quality in ((row.name, OWN), *row.names):
            plain = fold(name)
            for key in {plain, without_article(plain)}:
                best[key] = min(quality, best.get(key, LOOSE))
        if row.country in transliterated and row.kind != "country":
            for plain in tuple(best):
                loose = fold_loosely(plain)
                if len(loose) >= _SHORTEST_LOOSE:
                    best.setdefault("~" + loose, LOOSE)
        for name in row.exact:
            best["=" + name] = OWN
        for key, quality in best.items():
            keys.append(numbers.get(key) or numbers.setdefault(key, key_hash(key)))
            postings.append(index * 4 + quality)
    hashes = np.array(keys, dtype=np.uint64)
    packed = np.array(postings, dtype=np.uint32)
    order = np.lexsort((packed, hashes))
    return hashes[order], packed[order]
