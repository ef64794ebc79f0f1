"""Prints the reader's figures: `python3 -m reader.measure --graph FILE --data DATA`.

On the titles of PQuAD's validation set that are never trained on, and on PersianQuAD: exact match and
F1 as SQuAD 2 counts them (Rajpurkar et al. 2018), with the product's windows and spans. Of the head for
statements: what it says of FarsTail's validation set and of our own in training/unseen.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from build import ROOT, write_description
from encoder import open_session, padded, read_tokenizer
from measure import read_rows
from reader.examples import (
    ENTAILED,
    Example,
    farstail,
    is_held_out,
    written_statements,
)
from spans import Row, Tokens, question_ids, rows_of, tokenise

LONGEST_SPAN = 60
BATCH = 16
THRESHOLDS = (-2.0, -1.0, 0.0, 1.0, 2.0)
_SAME = str.maketrans("يك۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "یک01234567890123456789")


def words_of(text: str) -> list[str]:
    plain = text.replace("\u200c", " ").translate(_SAME).lower()
    return re.sub(r"[^\w\s]", " ", plain).split()


def f1(given: Sequence[str], wanted: Sequence[str]) -> float:
    if not given or not wanted:
        return float(list(given) == list(wanted))
    common = sum((Counter(given) & Counter(wanted)).values())
    return 2 * common / (len(given) + len(wanted))


def run(session: onnxruntime.InferenceSession, rows: Sequence[Row]) -> np.ndarray:
    (spans,) = session.run(["spans"], padded([row.ids for row in rows]))
    return spans


def best_span(row: Row, passage: Tokens, logits: np.ndarray) -> tuple[float, int, int]:
    """(score above "no answer", start, end) in the passage's text."""
    inside = logits[row.base : row.base + row.count]
    sums = inside[:, None, 0] + inside[None, :, 1]
    allowed = np.triu(np.ones_like(sums, bool)) & ~np.triu(np.ones_like(sums, bool), LONGEST_SPAN)
    first, last = divmod(int(np.where(allowed, sums, -np.inf).argmax()), row.count)
    places = passage.places[row.first : row.first + row.count]
    score = float(sums[first, last] - logits[0].sum())
    return score, places[first][0], places[last][1]


def predict(
    session: onnxruntime.InferenceSession, tokenizer: Tokenizer, charmap: dict, rows: list[dict]
) -> list[tuple[float, str]]:
    work: list[tuple[int, Row, Tokens]] = []
    for at, row in enumerate(rows):
        passage = tokenise(tokenizer, charmap, row["paragraph_text"], row.get("headline", ""))
        question = question_ids(tokenizer, charmap, row["question"])
        work += [(at, window, passage) for window in rows_of(question, passage)]
    work.sort(key=lambda item: len(item[1].ids))
    best: list[tuple[float, str]] = [(-np.inf, "")] * len(rows)
    for begin in range(0, len(work), BATCH):
        batch = work[begin : begin + BATCH]
        for (at, row, passage), logits in zip(batch, run(session, [b[1] for b in batch]), strict=True):
            score, start, end = best_span(row, passage, logits)
            if score > best[at][0]:
                best[at] = (score, rows[at]["paragraph_text"][start:end])
    return best


def report(name: str, rows: list[dict], found: list[tuple[float, str]]) -> dict[str, float]:
    """Prints the figures at every threshold; returns those at 0, in percent."""
    kept: dict[str, float] = {}
    for threshold in THRESHOLDS:
        exact, overlap = [], []
        for row, (score, text) in zip(rows, found, strict=True):
            given = words_of(text) if score > threshold else []
            answers = [a["text"] if isinstance(a, dict) else a for a in row["answers"]]
            wanted = [words_of(a) for a in answers] if row["answerable"] else [[]]
            exact.append(max(float(given == w) for w in wanted))
            overlap.append(max(f1(given, w) for w in wanted))
        has = np.array([row["answerable"] for row in rows])
        em, f = np.array(exact) * 100, np.array(overlap) * 100
        if threshold == 0:
            kept = {"exactMatch": em.mean(), "f1": f.mean()}
            if (~has).any():
                kept["declined"] = em[~has].mean()
        none = f"{em[~has].mean():.1f}" if (~has).any() else "-"
        print(
            f"{name} ({len(rows)}) threshold {threshold:+.0f}: EM {em.mean():.1f} F1 {f.mean():.1f}; "
            f"answerable EM {em[has].mean():.1f} F1 {f[has].mean():.1f}; unanswerable {none}",
            flush=True,
        )
    return {key: round(float(value), 1) for key, value in kept.items()}


def report_statements(
    name: str,
    session: onnxruntime.InferenceSession,
    tokenizer: Tokenizer,
    charmap: dict,
    examples: Sequence[Example],
) -> None:
    """Prints how well the probability of "follows" tells statements that do from those that do not:
    the area under the ROC curve, and at the threshold that catches so many of the false ones how many
    of the true ones are kept."""
    rows = []
    for example in examples:
        passage = tokenise(tokenizer, charmap, example.passage, "")
        rows.append(rows_of(question_ids(tokenizer, charmap, example.question), passage)[0].ids)
    logits = np.zeros((len(rows), 3))
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    for begin in range(0, len(order), BATCH):
        part = order[begin : begin + BATCH]
        (logits[part],) = session.run(["statement"], padded([rows[at] for at in part]))
    score = logits[:, ENTAILED] - np.logaddexp(*np.delete(logits, ENTAILED, axis=1).T)
    holds = np.array([example.label == ENTAILED for example in examples])
    true, false = np.sort(score[holds]), np.sort(score[~holds])
    area = np.searchsorted(false, true).mean() / len(false)
    kept = [
        f"{share:.0%} caught: {(true > np.quantile(false, share)).mean():.1%} kept"
        for share in (0.75, 0.9, 0.95)
    ]
    print(f"{name} ({len(rows)}, {holds.mean():.0%} true): area {area:.3f}; {'; '.join(kept)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path, default=ROOT / "models" / "reader.onnx")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=10_000, help="questions of each set")
    parser.add_argument("--record", action="store_true", help="write the figures into pack.json")
    arguments = parser.parse_args()
    session = open_session(arguments.graph.read_bytes(), 2)
    tokenizer, charmap = read_tokenizer(ROOT / "models")
    pquad = read_rows(arguments.data / "qa" / "pquad-validation.jsonl.gz")
    sets = {
        "PQuAD validation, held out": [row for row in pquad if is_held_out(row["title"])],
        "PersianQuAD": read_rows(arguments.data / "qa" / "persianquad.jsonl.gz"),
    }
    figures = {}
    for name, rows in sets.items():
        step = max(1, len(rows) // arguments.most)
        chosen = rows[::step][: arguments.most]
        figures[name] = report(name, chosen, predict(session, tokenizer, charmap, chosen))
    of_statements = {
        "FarsTail validation": farstail(arguments.data, "val"),
        "our statements": written_statements(arguments.data, ROOT / "training" / "unseen"),
    }
    for name, examples in of_statements.items():
        report_statements(name, session, tokenizer, charmap, examples)
    if arguments.record:
        pack = json.loads((ROOT / "models" / "pack.json").read_text())
        pack["reader"]["figures"] = figures
        write_description(ROOT / "models", pack)


if __name__ == "__main__":
    main()
