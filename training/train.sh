#!/bin/sh
# From public parts to the finished model pack: encoder, reader, confidence.
# Usage: training/train.sh DATA WORK (stopped, it goes on from WORK's checkpoints)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
"$here/build.sh"
python="$here/.venv/bin/python"
"$here/.venv/bin/pip" install --quiet --requirement "$here/requirements-reader.txt"
# glibc's allocator gives large blocks back at every step, which costs a quarter of the time.
jemalloc=$(find /usr/lib -name 'libjemalloc.so.2' | head -n 1)
cd "$here"
# Compiling takes two minutes of each stage, and pays where bf16 products are fast.
eager=$(grep -qE 'amx_tile|avx512_bf16' /proc/cpuinfo || echo --eager)
for stage in general target; do
  LD_PRELOAD=$jemalloc "$python" -m reader.train "$stage" --data "$data" --work "$work" $eager
done
"$python" -m reader.export --checkpoint "$work/target.pt"
"$python" -m reader.measure --data "$data" --record
cd "$here/.."
npx tsc -p .
node dist/training/background.js --data "$data"
node dist/training/examples.js --data "$data" --work "$work/confidence"
node dist/training/calibrate.js --work "$work/confidence"
