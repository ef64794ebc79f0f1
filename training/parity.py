"""Checks that Python and the product cut texts into the same token ids (see README.md).

`python3 training/parity.py --data DIR` runs the product's own tokenizer, so the project must be
compiled (npx tsc -p .). Exits with 1 on a difference.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

from build import ROOT
from measure import paragraphs, read_rows, spread
from tokens import normalise

NODE_SCRIPT = ROOT / "dist/training/parity.js"
# What noise is made of: controls, U+0000, lone surrogates, emoji, joiners, presentation forms,
# combining marks, typed special pieces, foreign scripts, private use, runs of spaces.
NOISE = [
    "\0", "\x07", "\x1b", "\x85", "\t", "\n", "\r\n", "   ", "\u00a0", "\u00ad", "\ufffd", "\ufeff",
    "\ud800", "\udfff", "\udc00\ud800",
    "😀", "👨‍👩‍👧", "🇮🇷", "❤️", "\u200c", "\u200d", "\u200f", "\u202b",
    "\u2066", "ﷲ", "ﻻ", "ﮎ", "ﺍ", "ـــ", "ً", "ٔ", "ۀ", "٤", "۴", "½", "①", "ﬁ", "Ⅳ", "e\u0301", "ü",
    "<s>", "</s>", "<pad>", "<unk>", "<mask>", "▁", "▁▁",
    "中文", "한국", "हिन्दी", "Ωμέγα", "שלום", "\ue000",
    "\U0001d400", "\U000e0001", "\U0010ffff",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with qa/ and news/")
    parser.add_argument("--pack", type=Path, default=ROOT / "models")
    arguments = parser.parse_args()
    different = 0
    for name, texts in sample_texts(arguments.data).items():
        pairs = zip(
            texts, python_ids(arguments.pack, texts), node_ids(arguments.pack, texts), strict=True
        )
        unequal = [(text, ours, theirs) for text, ours, theirs in pairs if ours != theirs]
        print(f"tokens {name:6} {len(texts) - len(unequal):,} of {len(texts):,} texts equal")
        for text, ours, theirs in unequal[:3]:
            print(f"  {text[:200]!r}\n  python {ours[:50]}\n  node   {theirs[:50]}")
        different += len(unequal)
    sys.exit(1 if different else 0)


def sample_texts(data: Path) -> dict[str, list[str]]:
    news = [row["text"] for row in read_rows(data / "news/fars.jsonl.gz")]
    persian = paragraphs(read_rows(data / "qa/pquad-validation.jsonl.gz")) + spread(news, 400)
    arabic = paragraphs(
        read_rows(data / "qa/xquad-ar.jsonl.gz") + read_rows(data / "qa/arcd-ar.jsonl.gz")
    )
    english = paragraphs(read_rows(data / "qa/xquad-en.jsonl.gz"))
    chance = random.Random(1)
    three = [persian, arabic, english]
    mixed = [" ".join(chance.choice(group)[:300] for group in three) for _ in range(500)]
    noisy = [with_noise(chance.choice(chance.choice(three))[:400], chance) for _ in range(1000)]
    scalars = ["".join(chr(chance.randrange(0x110000)) for _ in range(40)) for _ in range(500)]
    edges = ["", " ", "\0", "\ud83d", "▁", "<s>", *NOISE, "x" * 3000, "کتاب " * 1500]
    return {
        "fa": persian, "ar": arabic, "en": english, "mixed": mixed, "noisy": noisy,
        "random": scalars, "edges": edges,
    }  # fmt: skip


def with_noise(text: str, chance: random.Random) -> str:
    for _ in range(12):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(NOISE) + text[at:]
    return text


def python_ids(folder: Path, texts: Sequence[str]) -> list[list[int]]:
    charmap = json.loads((folder / "pack.json").read_text())["charmap"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return [tokenizer.encode(normalise(text, charmap)).ids for text in texts]


def node_ids(folder: Path, texts: Sequence[str]) -> list[list[int]]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        # ASCII escapes carry lone surrogates, which UTF-8 cannot.
        json.dump(texts, file)
        file.flush()
        command = ["node", str(NODE_SCRIPT), str(folder), file.name]
        return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main()
