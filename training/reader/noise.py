"""Texts as people type them: lost half-spaces, Arabic letters, other digits, no question mark..."""

from __future__ import annotations

import random
import re

from tokens import UNKNOWN

_ARABIC = str.maketrans({"ی": "ي", "ک": "ك"})
_LATIN_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_OBJECT_MARK = re.compile(r" را(?= )")
_QUESTION_MARK = re.compile(r"\s*[?؟]\s*$")


def type_question(question: str, chance: random.Random) -> str:
    """The question with none, one or a few of the marks of fast typing."""
    if chance.random() < 0.5:
        question = _QUESTION_MARK.sub("", question)
    for change, probability in (
        (lambda text: text.replace("\u200c", ""), 0.12),
        (lambda text: text.translate(_ARABIC), 0.15),
        (lambda text: text.translate(_LATIN_DIGITS), 0.15),
        (lambda text: text.translate(_PERSIAN_DIGITS), 0.15),
        (lambda text: _OBJECT_MARK.sub("", text), 0.15),
        (lambda text: _swap_letters(text, chance), 0.08),
    ):
        if chance.random() < probability:
            question = change(question)
    return question


def type_passage(text: str, chance: random.Random) -> str:
    """Some articles are written with Arabic letters throughout; lengths stay the same."""
    return text.translate(_ARABIC) if chance.random() < 0.1 else text


def hide_tokens(ids: list[int], chance: random.Random) -> list[int]:
    """In half of the rows one token of 25 unknown; special ones (below the first piece) stay."""
    if chance.random() < 0.5:
        return ids
    return [UNKNOWN if token > UNKNOWN and chance.random() < 0.04 else token for token in ids]


def _swap_letters(text: str, chance: random.Random) -> str:
    places = [i for i in range(1, len(text) - 2) if text[i].isalpha() and text[i + 1].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
