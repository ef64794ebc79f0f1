"""Text to token ids: normalisation by the character table, and the tokenizer's description."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

import numpy as np
from tokenizers import Tokenizer

SPECIAL_PIECES = ("<s>", "<pad>", "</s>", "<unk>")
UNKNOWN = 3
START, PAD, END = map(SPECIAL_PIECES.index, ("<s>", "<pad>", "</s>"))
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
# Far below any real score: "<s>" typed in a text is then spelt with its characters, and can never
# become the special id.
_SPECIAL_SCORE = -100.0


def normalise(text: str, charmap: Mapping[str, str]) -> str:
    """Maps each character by the table, joins runs of spaces into one, trims spaces.

    A lone surrogate counts as U+FFFD, as a reader of UTF-8 would have made of it.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return align(whole, charmap)[0]


# A letter with the marks on it.
_CLUSTER = re.compile(r".[\u0300-\u036f\u0653-\u0655]*", re.DOTALL)


def align(text: str, charmap: Mapping[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """A well-formed text normalised, with the place (start, end) that each character of the result
    comes from. Letters written as a base and a mark («ا» and U+0653) are composed first, as the
    published model's normaliser composes them; nearly every paragraph of PQuAD has some."""
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        composed = unicodedata.normalize("NFC", cluster[0]) if len(cluster[0]) > 1 else cluster[0]
        whole = len(composed) < len(cluster[0])
        for at, character in enumerate(composed):
            start = cluster.start() + at
            place = cluster.span() if whole else (start, start + 1)
            for mapped in charmap.get(character, character):
                if mapped == " " and (not characters or characters[-1] == " "):
                    continue
                characters.append(mapped)
                places.append(place)
    if characters and characters[-1] == " ":
        characters.pop()
        places.pop()
    return "".join(characters), places


def needed_charmap(charmap: Mapping[str, str], pieces: Sequence[str]) -> dict[str, str]:
    """The entries whose replacement the pieces can spell, in order of source character; with any
    other the character is unknown before and after. U+0000, which the table forgets, goes away
    like the other controls."""
    alphabet = {c for piece in pieces[len(SPECIAL_PIECES) :] for c in piece} | {" "}
    needed = {source: to for source, to in charmap.items() if alphabet.issuperset(to)}
    return dict(sorted({**needed, "\0": ""}.items()))


def describe_tokenizer(pieces: Sequence[str], scores: np.ndarray) -> str:
    """tokenizer.json: Unigram, read alike by Python's tokenizers and npm's @huggingface/tokenizers.

    There are no added tokens, since both would look for them inside the text.
    """
    special = [[piece, _SPECIAL_SCORE] for piece in SPECIAL_PIECES]
    ordinary = [
        # The shortest decimal that reads back as the same float32.
        [piece, float(np.format_float_positional(score, unique=True))]
        for piece, score in zip(pieces[len(special) :], scores[len(special) :], strict=True)
    ]
    description = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {
            "type": "Metaspace",
            "replacement": "▁",
            "prepend_scheme": "always",
            "split": False,
        },
        "post_processor": {
            "type": "TemplateProcessing",
            "single": _template("<s>", "A", "</s>"),
            "pair": _template("<s>", "A", "</s>", "</s>", "B", "</s>"),
            "special_tokens": {
                name: {"id": name, "ids": [SPECIAL_PIECES.index(name)], "tokens": [name]}
                for name in ("<s>", "</s>")
            },
        },
        "decoder": {
            "type": "Metaspace",
            "replacement": "▁",
            "prepend_scheme": "always",
            "split": False,
        },
        "model": {
            "type": "Unigram",
            "unk_id": UNKNOWN,
            "byte_fallback": False,
            "vocab": special + ordinary,
        },
    }
    return json.dumps(description, ensure_ascii=False, separators=(",", ":"))


def make_tokenizer(pieces: Sequence[str], scores: np.ndarray) -> Tokenizer:
    return Tokenizer.from_str(describe_tokenizer(pieces, scores))


def _template(*parts: str) -> list[dict]:
    return [
        {"Sequence": {"id": part, "type_id": 0}}
        if part in ("A", "B")
        else {"SpecialToken": {"id": part, "type_id": 0}}
        for part in parts
    ]
