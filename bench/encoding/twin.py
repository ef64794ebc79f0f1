"""The pack's encoder run by onnxruntime from Python, for bench/encoding.ts: reads the texts as a JSON
list from standard input; writes one JSON object: seconds of each turn and the vectors."""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

import onnxruntime

from encoder import embed, open_pack

parser = argparse.ArgumentParser()
parser.add_argument("--pack", type=Path, required=True)
parser.add_argument("--threads", type=int, required=True)
parser.add_argument("--rounds", type=int, required=True)
arguments = parser.parse_args()

texts = json.load(sys.stdin)
encoder = open_pack(arguments.pack, arguments.threads)
embed(encoder, texts[:16])
seconds = []
for _ in range(arguments.rounds):
    started = time.perf_counter()
    vectors = embed(encoder, texts)
    seconds.append(time.perf_counter() - started)
version = onnxruntime.__version__
json.dump({"version": version, "seconds": seconds, "vectors": vectors.tolist()}, sys.stdout)
