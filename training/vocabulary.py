"""Chooses the pieces that Persian, Arabic, Urdu, English, French and Russian text needs.

Kept are
1. every piece written with the base alphabet alone (Arabic script, digits, signs): a text in that
   alphabet is then cut exactly as with the full vocabulary, since no candidate is missing;
2. every single letter of the Latin, Cyrillic, Greek, Hebrew, Armenian and Georgian scripts;
3. the Latin and Cyrillic pieces that spell the most frequent English, French and Russian words.
All other letters (Han, Hangul, Kana, Indic, Thai...) become the unknown piece.
"""

from __future__ import annotations

import gzip
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgpack

from source import Model
from tokens import SPECIAL_PIECES, make_tokenizer, normalise

WORDS = {"en": 40_000, "fr": 20_000, "ru": 30_000}
_ALPHABETS = {"LATIN", "CYRILLIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN"}
# First words of the Unicode names of the base alphabet's letters, marks and digits.
_BASE_NAMES = {"ARABIC", "ARABIC-INDIC", "EXTENDED", "DIGIT", "COMBINING", "VULGAR", "SUPERSCRIPT"}


def choose_pieces(model: Model, wordfreq_wheel: Path) -> list[int]:
    """The ids to keep, in the order of the full vocabulary; the special pieces come first."""
    special = len(SPECIAL_PIECES)
    ids = range(special, len(model.pieces))
    base = {i for i in ids if all(map(_is_base, model.pieces[i]))}
    letters = {
        i for i in ids if len(model.pieces[i]) == 1 and _script(model.pieces[i]) in _ALPHABETS
    }
    used = {
        i for i in _pieces_of_words(model, wordfreq_wheel) if _is_latin_or_cyrillic(model.pieces[i])
    }
    return [*range(special), *sorted(base | letters | used)]


def read_levels(wordfreq_wheel: Path, language: str) -> list[list[str]]:
    """wordfreq's list: its level n holds the words of frequency 10^(-n / 100), n from 0."""
    with zipfile.ZipFile(wordfreq_wheel) as archive:
        packed = archive.read(f"wordfreq/data/large_{language}.msgpack.gz")
    header, *levels = msgpack.unpackb(gzip.decompress(packed))
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"wordfreq list {language!r}: unknown format {header}")
    return levels


def read_words(wordfreq_wheel: Path, language: str, count: int) -> list[str]:
    """The most frequent words first."""
    return [word for level in read_levels(wordfreq_wheel, language) for word in level][:count]


def _pieces_of_words(model: Model, wordfreq_wheel: Path) -> set[int]:
    forms = (
        form
        for language, count in WORDS.items()
        for word in read_words(wordfreq_wheel, language, count)
        for form in _written_forms(word)
    )
    tokenizer = make_tokenizer(model.pieces, model.scores)
    texts = [normalise(form, model.charmap) for form in forms]
    return {
        i
        for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)
        for i in encoding.ids
    }


def _written_forms(word: str) -> Iterable[str]:
    # After a quotation mark a word starts without the space that most pieces carry.
    for form in dict.fromkeys((word, word.capitalize(), word.upper())):
        yield form
        yield f"«{form}»"


def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ")[0]


def _is_base(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Co":
        return False
    return category[0] not in "LMN" or _script(character) in _BASE_NAMES


def _is_latin_or_cyrillic(piece: str) -> bool:
    scripts = {_script(c) for c in piece if not _is_base(c)}
    return bool(scripts) and scripts <= {"LATIN", "CYRILLIC"}
