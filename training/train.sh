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
# Large blocks given back at every step, and fetched again, cost a third of the time: glibc keeps them.
kept=glibc.malloc.mmap_threshold=17179869184:glibc.malloc.trim_threshold=17179869184
tunables=$kept:glibc.malloc.top_pad=268435456:glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1
cd "$here"
train() {
  GLIBC_TUNABLES=$tunables "$python" -m reader.train "$@" --data "$data"
}
for run in 1 2; do
  for stage in general target; do
    train "$stage" --work "$work/run-$run" --seed "$run"
  done
done
first=$work/run-1 second=$work/run-2
"$python" -m reader.export --checkpoint "$first/target.pt" --out "$first/reader.onnx"
"$python" -m reader.export --checkpoint "$second/target.pt" --mean-with "$first/reader.onnx" --share .35 \
  --out "$work/mean.onnx"
train taught --work "$work" --start "$work/mean.onnx" --teacher "$first/target.pt" "$second/target.pt"
train across --work "$work/across-1" --seed 9 --start "$work/taught.pt" --teacher "$work/taught.pt"
once=$work/across-1/across.pt
train across --work "$work/across-2" --seed 21 --start "$once" --teacher "$once"
"$python" -m reader.export --checkpoint "$work/across-2/across.pt"
"$python" -m reader.measure --data "$data" --record
cd "$here/.."
npx tsc -p .
node dist/training/background.js --data "$data"
node dist/training/examples.js --data "$data" --work "$work/confidence"
node dist/training/calibrate.js --work "$work/confidence"
