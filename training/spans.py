"""Question and passage as one row of tokens, each passage token with its place in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from tokens import END, PASSAGE_PREFIX, QUERY_PREFIX, START, align

# Longer questions are cut: the product refuses more than 1,000 characters, few have over 40 tokens.
QUESTION_TOKENS = 64
ROW_TOKENS = 320
# Neighbouring windows of a long passage share this many tokens.
OVERLAP = 96


@dataclass(frozen=True)
class Tokens:
    """ids without special tokens; places[i] = (start, end) of token i in the text, of code points."""

    ids: list[int]
    places: list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One window. Token `base + i` of `ids` is the passage's token `first + i`."""

    ids: list[int]
    base: int
    first: int
    count: int


def tokenise(tokenizer: Tokenizer, charmap: Mapping[str, str], text: str, context: str) -> Tokens:
    """Tokens of a passage with what stands before it (prefix, headline); those of the context have
    the place (-1, -1), since no answer is taken from there."""
    before = f"{PASSAGE_PREFIX}{context}\n" if context else PASSAGE_PREFIX
    clean, places = align(before + text, charmap)
    encoding = tokenizer.encode(clean, add_special_tokens=False)
    return Tokens(encoding.ids, [_place(clean, places, *at, len(before)) for at in encoding.offsets])


def _place(clean: str, places: Sequence[tuple[int, int]], start: int, end: int, before: int) -> tuple[int, int]:
    while start < end and clean[start] == " ":
        start += 1
    if start == end or places[start][0] < before:
        return (-1, -1)
    return (places[start][0] - before, places[end - 1][1] - before)


def question_ids(tokenizer: Tokenizer, charmap: Mapping[str, str], question: str) -> list[int]:
    clean, _ = align(QUERY_PREFIX + question, charmap)
    return tokenizer.encode(clean, add_special_tokens=False).ids[:QUESTION_TOKENS]


def rows_of(question: Sequence[int], passage: Tokens, room: int = ROW_TOKENS) -> list[Row]:
    """The windows of a passage behind the question, <s> question </s></s> passage </s>; every window
    repeats what stands before the passage, cut where that is long."""
    first = next((i for i, place in enumerate(passage.places) if place[0] >= 0), None)
    if first is None:
        return []
    front = [START, *question, END, END, *passage.ids[: min(first, room // 4)]]
    size = room - len(front) - 1
    body = len(passage.ids) - first
    starts = [0]
    while starts[-1] + size < body:
        starts.append(min(starts[-1] + size - OVERLAP, body - size))
    return [
        Row(
            [*front, *passage.ids[first + at : first + at + size], END],
            len(front), first + at, min(size, body - at),
        )
        for at in starts
    ]  # fmt: skip
