"""Trains the reader: `python3 -m reader.train STAGE --data DATA --work WORK` (see README.md).

Stage "general" starts from the published encoder and sees every set; stage "target" goes on from
there with Persian questions on Persian text for the most part; stage "taught" goes on from a packed
reader and learns what --teacher files say together; stage "across" does the same with English and
Arabic questions on Persian text for the most part, of which the teachers tell nothing. All resume
where they stopped.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch.nn import functional
from tokenizers import Tokenizer

from build import ROOT, read_published
from encoder import CPU_INFO, read_tokenizer
from reader.examples import (
    Example,
    across_languages,
    claim_set,
    encyclopedia_set,
    farstail,
    is_across,
    is_held_out,
    news_set,
    question_set,
    sample,
    swapped,
    where,
    written_statements,
)
from reader.model import Reader
from reader.negatives import hard_negatives
from reader.noise import hide_tokens, type_passage, type_question
from reader.packed import packed_state
from spans import Row, question_ids, rows_of, tokenise

# What we wrote ourselves.
OWN = ROOT / "training"
BATCH_TOKENS = 5500
# Without products of bfloat16 float32 is faster: on an EPYC with AVX2 alone 6 seconds a step; in bfloat16 none was done in 100.
HAS_BFLOAT16 = CPU_INFO.exists() and bool(
    {"amx_tile", "avx512_bf16"} & set(CPU_INFO.read_text().split())
)
BODY_RATE = 1.2e-4
HEAD_RATE = 1e-3
WARM_UP = 80
# These stages start from a finished reader: smaller steps keep what it knows.
FROM_FINISHED = ("taught", "across")
TAUGHT_RATE = 0.4
# How much the teachers' words weigh in a row whose answer is known; the rest is the answer.
TEACHERS_SHARE = 0.7
SAVE_EVERY = 50
# The translated and foreign sets teach most in the beginning: the rest of the time is for stage two.
MOST_STEPS = {"general": 600, "taught": 750, "across": 560}
# Stage "target" sees most texts again: words hidden and units dropped keep it from learning them by heart.
DROPPED = 0.05
# How much of the titles goes into the passage: the product has one always, the question sets rarely.
TITLE_SHARE = 0.5


@dataclass(frozen=True)
class Target:
    """A row with what it should say: places of start and end tokens, or a statement's label."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    label: int | None
    # Not where question and passage are of two languages, which the teachers know less of than of one.
    is_taught: bool


def mixture(stage: str, data: Path, chance: random.Random) -> list[Example]:
    """Every example of a stage once, in no order."""
    pquad = [e for e in question_set(data, "pquad-validation") if not is_held_out(e.title)]
    answered = where(pquad, answerable=True)
    negatives = [e for near in hard_negatives(answered, ROOT / "models") for e in near]
    news, news_across = apart(news_set(data, OWN / "reading"))
    translated = [
        e for name in ("squad-fa-mt-dev", "parsquad-auto-dev") for e in question_set(data, name)
    ]
    foreign = [e for name in ("xquad-ar", "xquad-en", "arcd-ar") for e in question_set(data, name)]
    across, statements = across_languages(data), farstail(data, "train")
    own, own_across = apart(encyclopedia_set(data, OWN / "encyclopedia"))
    if stage == "general":
        parts = [
            (pquad, 0.8), (own, 0.7), (negatives, 0.08), (news, 0.8),
            (where(translated, answerable=True), 1),
            (where(translated, answerable=False), 0.38), (foreign, 1), (across, 2),
            (news_across, 0.15), (statements, 1), (claim_set(data, 2000), 1),
        ]  # fmt: skip
    elif stage == "taught":
        # Many paragraphs that nearly answer: how unsure the teachers are of them is what no label tells.
        parts = [
            (answered, 1.2), (where(pquad, answerable=False), 1.2), (own, 0.5), (negatives, 0.2),
            (swapped(answered, 1200), 0.5), (news, 0.7), (news_across, 0.1), (translated, 0.2),
            (foreign, 0.2), (across, 0.5), (statements, 0.2), (claim_set(data, 2000), 0.2),
            (written_statements(data, OWN / "statements"), 0.5),
        ]  # fmt: skip
    elif stage == "across":
        # Questions across languages for the most part; the rest keeps what the teachers know.
        parts = [
            (news_across, 0.65), (own_across, 0.65), (across, 1),
            (answered, 0.45), (where(pquad, answerable=False), 0.5), (own, 0.3), (negatives, 0.08),
            (swapped(answered, 1200), 0.2), (news, 0.4), (translated, 0.1), (foreign, 0.2),
            (statements, 0.15), (claim_set(data, 2000), 0.1),
            (written_statements(data, OWN / "statements"), 0.4),
        ]  # fmt: skip
    else:
        parts = [
            (answered, 2), (where(pquad, answerable=False), 2.1), (own, 1.1), (negatives, 0.1),
            (swapped(answered, 1200), 1), (news, 1.1), (translated, 0.1), (foreign, 0.25),
            (across, 0.5), (news_across, 0.15), (statements, 0.3), (claim_set(data, 2000), 0.3),
            (written_statements(data, OWN / "statements"), 1),
        ]  # fmt: skip
    examples = [example for part, share in parts for example in sample(part, share, chance)]
    print(dict(Counter(f"{e.source}{'' if e.answers or e.label is not None else ' null'}"
                       for e in examples)), flush=True)  # fmt: skip
    return examples


def apart(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """Those in the language of their passage, and the others."""
    return (
        [e for e in examples if not is_across(e)],
        [e for e in examples if is_across(e)],
    )


def row_of(example: Example, tokenizer: Tokenizer, charmap: dict, chance: random.Random) -> Target:
    """One window of the example with its words as someone types them."""
    example = replace(
        example,
        passage=type_passage(example.passage, chance),
        question=example.question
        if example.label is not None
        else type_question(example.question, chance),
    )
    title = example.title if example.source.startswith("news") or chance.random() < TITLE_SHARE else ""
    passage = tokenise(tokenizer, charmap, example.passage, title)
    rows = rows_of(question_ids(tokenizer, charmap, example.question), passage)
    places = chance.choice(example.answers) if example.answers else ()
    spans = [_tokens_between(passage.places, *place) for place in places]
    able = [(row, inside) for row in rows if (inside := _inside(row, [s for s in spans if s]))]
    if able and (len(able) == len(rows) or chance.random() < 0.85):
        row, inside = chance.choice(able)
        starts, ends = [s for s, _ in inside], [e for _, e in inside]
        return Target(row.ids, starts, ends, example.label, not is_across(example))
    # A window without the answer says so.
    empty = [row for row in rows if not _inside(row, [s for s in spans if s])]
    ids = chance.choice(empty or rows).ids
    return Target(ids, [0], [0], example.label, not is_across(example))


def _tokens_between(places: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i, (a, b) in enumerate(places) if b > start and a < end and a >= 0]
    return (inside[0], inside[-1]) if inside else None


def _inside(row: Row, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that the window holds whole, as places of its ids."""
    shift = row.base - row.first
    return [
        (a + shift, b + shift) for a, b in spans if row.first <= a and b < row.first + row.count
    ]


def batches(targets: list[Target], chance: random.Random) -> list[list[Target]]:
    """Rows of like length together, at most BATCH_TOKENS with padding."""
    order = sorted(targets, key=lambda target: len(target.ids))
    found: list[list[Target]] = []
    for target in order:
        if not found or (len(found[-1]) + 1) * len(target.ids) > BATCH_TOKENS:
            found.append([])
        found[-1].append(target)
    chance.shuffle(found)
    return found


def plan(stage: str, data: Path, seed: int, tokenizer: Tokenizer, charmap: dict) -> list[list[Target]]:
    """Every batch of the stage, the same for the same seed, so that a resumed run goes on with it."""
    chance = random.Random(seed)
    examples = mixture(stage, data, chance)
    chance.shuffle(examples)
    size = 3000
    found: list[list[Target]] = []
    for at in range(0, len(examples), size):
        targets = [row_of(e, tokenizer, charmap, chance) for e in examples[at : at + size]]
        if stage != "general":
            targets = [replace(target, ids=hide_tokens(target.ids, chance)) for target in targets]
        found += batches(targets, chance)
    return found[: MOST_STEPS.get(stage)]


def loss_of(
    reader: Reader,
    batch: list[Target],
    dropped: torch.Tensor | None,
    teachers: list[Reader],
) -> torch.Tensor:
    """Span rows: the marginal likelihood of any right start and any right end (Clark and Gardner
    2018, section 3.1); statement rows: cross-entropy. With teachers, the cross-entropy to what they
    say together besides (Hinton et al. 2015, section 2; the mean of their logits, temperature 1)."""
    width = max(len(target.ids) for target in batch)
    ids = torch.ones(len(batch), width, dtype=torch.long)
    right = torch.full((len(batch), width, 2), -torch.inf)
    for at, target in enumerate(batch):
        ids[at, : len(target.ids)] = torch.tensor(target.ids)
        right[at, target.starts, 0] = 0.0
        right[at, target.ends, 1] = 0.0
    taught = [at for at, target in enumerate(batch) if target.is_taught] if teachers else []
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HAS_BFLOAT16):
        spans, statements = reader(ids, dropped)
        with torch.no_grad():
            told = [teacher(ids[taught]) for teacher in teachers] if taught else []
    labelled = [at for at, target in enumerate(batch) if target.label is not None]
    asked = [at for at, target in enumerate(batch) if target.label is None]
    known = torch.ones(len(batch))
    known[taught] = 1 - TEACHERS_SHARE
    total = spans.new_zeros(())
    if told:
        spans_told, statements_told = (torch.stack(part).mean(dim=0) for part in zip(*told, strict=True))
        like_spans = _like(spans[taught], spans_told).mean(dim=1)
        like_statements = _like(statements[taught], statements_told)
        is_asked = torch.tensor([batch[at].label is None for at in taught])
        total = total + TEACHERS_SHARE * torch.where(is_asked, like_spans, like_statements).sum()
    if asked:
        likely = functional.log_softmax(spans[asked], dim=1) + right[asked]
        total = total - (known[asked] * likely.logsumexp(dim=1).mean(dim=1)).sum()
    if labelled:
        labels = torch.tensor([batch[at].label for at in labelled])
        right_label = functional.cross_entropy(statements[labelled], labels, reduction="none")
        total = total + (known[labelled] * right_label).sum()
    return total / len(batch)


def _like(logits: torch.Tensor, told: torch.Tensor) -> torch.Tensor:
    """The cross-entropy of each row's logits to the probabilities told, over dimension 1."""
    return -(functional.softmax(told, dim=1) * functional.log_softmax(logits, dim=1)).sum(dim=1)


def rate(step: int, steps: int, stage: str) -> float:
    if stage == "general":
        return min(1.0, (step + 1) / WARM_UP)
    falling = max(0.02, 1 - step / steps)
    return falling if stage == "target" else TAUGHT_RATE * min(falling, (step + 1) / WARM_UP)


def known_reader(path: Path) -> Reader:
    """A reader with the weights of a checkpoint or of a packed reader.onnx."""
    reader = Reader(*read_published())
    state = packed_state(path) if path.suffix == ".onnx" else torch.load(path)["reader"]
    reader.load_state_dict(state, strict=False)
    return reader


def train(
    stage: str, data: Path, work: Path, seed: int, *, start: Path, teachers: list[Path]
) -> None:
    torch.manual_seed(seed)
    reader = known_reader(start) if stage in FROM_FINISHED else Reader(*read_published())
    tokenizer, charmap = read_tokenizer(ROOT / "models")
    steps = plan(stage, data, seed, tokenizer, charmap)
    heads = [*reader.spans.parameters(), *reader.statements.parameters()]
    known = {id(parameter) for parameter in heads}
    body = [p for p in reader.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    saved = work / f"{stage}.pt"
    first = 0
    if saved.exists():
        state = torch.load(saved)
        first = state["step"]
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
    elif stage == "target":
        state = torch.load(work / "general.pt")
        reader.load_state_dict(state["reader"])
        optimiser.load_state_dict(state["optimiser"])
    forward = torch.compile(reader, dynamic=True) if HAS_BFLOAT16 else reader
    taught_by = [known_reader(path).requires_grad_(requires_grad=False) for path in teachers]
    if HAS_BFLOAT16:
        taught_by = [torch.compile(teacher, dynamic=True) for teacher in taught_by]
    tokens = sum(len(target.ids) for batch in steps for target in batch)
    print(f"{stage}: {len(steps)} steps, {tokens:,} tokens, from step {first}", flush=True)
    begun, seen, running = time.monotonic(), 0, None
    for step in range(first, len(steps)):
        for group, lr in zip(optimiser.param_groups, (BODY_RATE, HEAD_RATE), strict=True):
            group["lr"] = lr * rate(step, len(steps), stage)
        rows = len(steps[step])
        dropped = None if stage == "general" else reader.drop(rows, DROPPED)
        loss = loss_of(forward, steps[step], dropped, taught_by)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        seen += sum(len(target.ids) for target in steps[step])
        if step % 25 == 0:
            spent = time.monotonic() - begun
            print(f"{step} loss {running:.3f} {spent:.0f} s {seen / spent:.0f} tokens/s", flush=True)
        if step % SAVE_EVERY == SAVE_EVERY - 1 or step == len(steps) - 1:
            _save(saved, reader, optimiser, step + 1)


def _save(path: Path, reader: Reader, optimiser: torch.optim.Optimizer, step: int) -> None:
    part = path.with_suffix(".part")
    state = {"step": step, "reader": reader.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(state, part)
    part.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("general", "target", *FROM_FINISHED))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    packed = ROOT / "models" / "reader.onnx"
    parser.add_argument("--start", type=Path, default=packed, help="whose weights to begin with")
    parser.add_argument(
        "--teacher", type=Path, nargs="*", default=[], help="checkpoints or packed readers"
    )
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    if (arguments.stage in FROM_FINISHED) != bool(arguments.teacher):
        parser.error(f"--teacher goes with the stages {' and '.join(FROM_FINISHED)}, which need one or more")
    train(
        arguments.stage,
        arguments.data,
        arguments.work,
        arguments.seed,
        start=arguments.start,
        teachers=arguments.teacher,
    )


if __name__ == "__main__":
    main()
