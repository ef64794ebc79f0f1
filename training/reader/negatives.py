"""Paragraphs that a search confuses with the right one: they come close, and do not answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from encoder import embed, open_pack
from reader.examples import Example
from tokens import PASSAGE_PREFIX, QUERY_PREFIX

# As the product fuses: cosine plus a little for each word in common, by its rarity.
_WORD_WEIGHT = 0.006
_FIRST = 4


def hard_negatives(examples: Sequence[Example], pack: Path) -> list[list[Example]]:
    """For each answerable question the best other paragraphs of the same set that hold none of its
    answers' words, as questions without an answer."""
    encoder = open_pack(pack, 2)
    texts = sorted({example.passage for example in examples})
    titles = {example.passage: example.title for example in examples}
    passages = embed(encoder, [PASSAGE_PREFIX + text for text in texts])
    questions = embed(encoder, [QUERY_PREFIX + example.question for example in examples])
    words = [set(_words(text)) for text in texts]
    counts = Counter(word for bag in words for word in bag)
    rarity = {word: float(np.log(1 + len(texts) / count)) for word, count in counts.items()}
    found = []
    for example, vector in zip(examples, questions, strict=True):
        asked = set(_words(example.question))
        shared = [sum(rarity[word] for word in asked & bag) for bag in words]
        order = np.argsort(-(passages @ vector + _WORD_WEIGHT * np.array(shared)), kind="stable")
        answers = {example.passage[a:b] for places in example.answers for a, b in places}
        near = [
            texts[at]
            for at in order[: _FIRST + 1]
            if texts[at] != example.passage and not any(words in texts[at] for words in answers)
        ]
        found.append(
            [
                replace(example, passage=text, title=titles[text], answers=(), source="search")
                for text in near[:_FIRST]
            ]
        )
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w{3,}", text.replace("\u200c", " "))
