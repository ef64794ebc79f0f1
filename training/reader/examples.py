"""What the reader learns from: questions with their answers' places, questions without an answer,
and statements that follow from a text or do not."""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from measure import read_rows

ENTAILED, CONTRADICTED, NEUTRAL = range(3)
_LABELS = {"entailment": ENTAILED, "contradiction": CONTRADICTED, "neutral": NEUTRAL}
# One title in ten is never trained on: the figures of the model card come from these.
_HELD_OUT = 10


@dataclass(frozen=True)
class Example:
    """A question (or a statement, where label is set) on a passage.

    answers: choices, each a list of places (start, end; code points) that hold the same words;
    one choice is taken at random each time, and any of its places is right. Empty: no answer.
    """

    question: str
    passage: str
    title: str = ""
    answers: tuple[tuple[tuple[int, int], ...], ...] = ()
    label: int | None = None
    source: str = ""


def is_held_out(title: str) -> bool:
    return zlib.crc32(title.encode()) % _HELD_OUT == 0


def places_of(text: str, answer: str) -> tuple[tuple[int, int], ...]:
    """Every place where the answer's words stand whole in the text."""
    words = answer.strip()
    if not words:
        return ()
    anywhere = re.escape(words)
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    whole = tuple(match.span() for match in re.finditer(before + anywhere + after, text))
    return whole or tuple(match.span() for match in re.finditer(anywhere, text))


def question_set(folder: Path, name: str) -> list[Example]:
    """A file of DATA/qa. Answers without an offset count wherever their words stand; one that does
    not occur in its paragraph (a translation that went its own way) drops the question."""
    examples = []
    for row in read_rows(folder / "qa" / f"{name}.jsonl.gz"):
        text = row["paragraph_text"]
        answers = tuple(filter(None, (_choice(text, answer) for answer in row["answers"])))
        if answers or not row["answerable"]:
            title = row["title"] if name == "pquad-validation" else ""
            examples.append(Example(row["question"], text, title, answers, source=name))
    return examples


def _choice(text: str, answer: str | dict) -> tuple[tuple[int, int], ...]:
    if isinstance(answer, dict):
        start, words = answer["answer_start"], answer["text"]
        if text[start : start + len(words)] == words and words:
            return ((start, start + len(words)),)
        return places_of(text, words)
    places = places_of(text, answer)
    # Words that stand everywhere ("of") teach where they stand, not what answers.
    return places if len(places) <= 3 else ()


def across_languages(folder: Path) -> list[Example]:
    """XQuAD's Arabic and English questions on the Persian paragraphs of the translated sets."""
    persian = {
        row["id"].split("-", 1)[1]: row
        for row in read_rows(folder / "qa" / "parsquad-auto-dev.jsonl.gz")
        if row["answerable"]
    }
    examples = []
    for name in ("xquad-ar", "xquad-en"):
        for row in read_rows(folder / "qa" / f"{name}.jsonl.gz"):
            twin = persian.get(row["id"].split("-", 1)[1])
            if twin is None:
                continue
            text = twin["paragraph_text"]
            answers = tuple(filter(None, (_choice(text, answer) for answer in twin["answers"])))
            if answers:
                source = f"xquad{ACROSS}"
                examples.append(Example(row["question"], text, "", answers, source=source))
    return examples


def news_set(folder: Path, questions: Path) -> list[Example]:
    """Our own questions on news articles (training/reading/*.jsonl), with the headline; and each
    answerable one on another paragraph of its article that holds no word of the answer."""
    articles = {row["id"]: row for row in read_rows(folder / "news" / "fars.jsonl.gz")}
    chance = random.Random(5)
    examples = []
    for row in _own_rows(questions):
        article = articles[row["article"]]
        paragraphs = _paragraphs(article)
        text = paragraphs[row["paragraph"]]
        title = article["title"] if row["paragraph"] > 0 else ""
        answers = _standing(row, text)
        across = _across(row)
        examples.append(Example(row["question"], text, title, answers, source=f"news{across}"))
        if answers:
            words = {word for answer in row["answers"] for word in re.findall(r"\w{3,}", answer)}
            others = [
                paragraph
                for at, paragraph in enumerate(paragraphs)
                if at not in (0, row["paragraph"])
                and not words & set(re.findall(r"\w{3,}", paragraph))
            ]
            if others and words:
                other = chance.choice(others)
                source = f"news-other{across}"
                examples.append(Example(row["question"], other, article["title"], source=source))
    return examples


# Ends the source of a question in another language than its Persian passage.
ACROSS = "-across"


def _across(row: dict) -> str:
    return "" if row.get("lang", "fa") == "fa" else ACROSS


def is_across(example: Example) -> bool:
    return example.source.endswith(ACROSS)


def _own_rows(folder: Path) -> list[dict]:
    """The lines of all files of a folder of ours, in the order of the files' names."""
    files = sorted(folder.glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text().splitlines()]


def _paragraphs(article: dict) -> list[str]:
    """A news article's paragraphs as our lines count them: 0 is the headline."""
    return [article["title"], *filter(str.strip, article["text"].split("\n"))]


def _standing(row: dict, text: str) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Where a question's answers stand in its paragraph; raises ValueError where none does."""
    answers = tuple(filter(None, (places_of(text, answer) for answer in row["answers"])))
    if row["answers"] and not answers:
        raise ValueError(f"{row['question']!r}: no answer in its paragraph")
    return answers


def encyclopedia_set(folder: Path, questions: Path) -> list[Example]:
    """Our own questions on PQuAD's paragraphs (training/encyclopedia/*.jsonl: key is the paragraph's
    crc32 in hexadecimal), never on those of the titles that are held out."""
    texts = {
        f"{zlib.crc32(row['paragraph_text'].encode()):08x}": row
        for row in read_rows(folder / "qa" / "pquad-validation.jsonl.gz")
        if not is_held_out(row["title"])
    }
    examples = []
    for row in _own_rows(questions):
        text, title = texts[row["key"]]["paragraph_text"], texts[row["key"]]["title"]
        source = f"own{_across(row)}"
        examples.append(Example(row["question"], text, title, _standing(row, text), source=source))
    return examples


# What the text leaves open; every other near miss says something else than the text.
_OPEN = ("added", "cause", "hedge", "title")


def written_statements(folder: Path, statements: Path) -> list[Example]:
    """Statements that we wrote on news paragraphs (training/statements and training/unseen): in other
    words than the paragraph's, and near misses in nearly its own."""
    articles = {row["id"]: row for row in read_rows(folder / "news" / "fars.jsonl.gz")}
    examples = []
    for row in _own_rows(statements):
        wrong = NEUTRAL if row["kind"] in _OPEN else CONTRADICTED
        label = ENTAILED if row["holds"] else wrong
        text = _paragraphs(articles[row["article"]])[row["paragraph"]]
        examples.append(Example(row["claim"], text, label=label, source="statements"))
    return examples


def farstail(folder: Path, part: str) -> list[Example]:
    """FarsTail's premises and hypotheses; part: "train" or "val"."""
    return [
        Example(row["hypothesis"], row["premise"], label=_LABELS[row["label"]], source="farstail")
        for row in read_rows(folder / "nli" / f"farstail-{part}.jsonl.gz")
    ]


_SENTENCE = re.compile(r"[^.!؟\n]{40,300}[.!؟]")
_NUMBER = re.compile(r"(?<![\w۰-۹])[0-9۰-۹]{1,4}(?![\w۰-۹])")


def claim_set(folder: Path, count: int) -> list[Example]:
    """Sentences of news paragraphs as they stand (entailed), with a number changed (contradicted),
    and of another paragraph of the article (neutral)."""
    chance = random.Random(11)
    articles = read_rows(folder / "news" / "fars.jsonl.gz")
    chance.shuffle(articles)
    examples: list[Example] = []
    for article in articles:
        paragraphs = [p for p in article["text"].split("\n") if 80 < len(p) < 900]
        if len(paragraphs) < 3 or len(examples) >= count:
            continue
        for text in chance.sample(paragraphs, min(3, len(paragraphs))):
            sentences = _SENTENCE.findall(text)
            if not sentences:
                continue
            sentence = chance.choice(sentences).strip()
            kind = chance.choice((ENTAILED, CONTRADICTED, NEUTRAL))
            if kind == CONTRADICTED:
                numbers = list(_NUMBER.finditer(sentence))
                if not numbers:
                    continue
                sentence = change_number(sentence, chance.choice(numbers), chance)
            if kind == NEUTRAL:
                text = chance.choice([other for other in paragraphs if other != text])
                if sentence[:40] in text:
                    continue
            examples.append(Example(sentence, text, label=kind, source="claims"))
    return examples


def change_number(text: str, number: re.Match[str], chance: random.Random) -> str:
    digits = "۰۱۲۳۴۵۶۷۸۹" if number[0][0] in "۰۱۲۳۴۵۶۷۸۹" else "0123456789"
    while True:
        other = "".join(chance.choice(digits) for _ in number[0])
        if other != number[0] and other[0] not in "0۰":
            return text[: number.start()] + other + text[number.end() :]


def swapped(examples: Sequence[Example], count: int) -> list[Example]:
    """Questions made false: the title's name, or a number, that question and passage share becomes
    another of its kind, so that the passage no longer answers."""
    chance = random.Random(3)
    titles = sorted({example.title for example in examples})
    made: list[Example] = []
    for example in chance.sample(list(examples), len(examples)):
        if len(made) >= count:
            break
        question = _swap(example, titles, chance)
        if question is not None:
            made.append(replace(example, question=question, answers=(), source="swapped"))
    return made


def _swap(example: Example, titles: Sequence[str], chance: random.Random) -> str | None:
    if not example.answers:
        return None
    shared = [n for n in _NUMBER.finditer(example.question) if n[0] in example.passage]
    if shared:
        return change_number(example.question, chance.choice(shared), chance)
    name = re.sub(r"\s*\(.*\)", "", example.title)
    other = re.sub(r"\s*\(.*\)", "", chance.choice(titles))
    if len(name) > 2 and name in example.question and other not in example.passage:
        return example.question.replace(name, other)
    return None


def sample(examples: Sequence[Example], share: float, chance: random.Random) -> list[Example]:
    """`share` times all of them: whole rounds, and a part of a last one."""
    whole = int(share)
    rest = chance.sample(list(examples), round((share - whole) * len(examples)))
    return [*list(examples) * whole, *rest]


def where(examples: Iterable[Example], *, answerable: bool) -> list[Example]:
    return [example for example in examples if bool(example.answers) == answerable]
