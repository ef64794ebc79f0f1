#!/bin/sh
# Builds the model pack with its own Python environment; with a data folder also measures it.
# Usage: training/build.sh [DATA]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$here/.venv"
"$here/.venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
"$here/.venv/bin/python" "$here/build.py"
if [ $# -gt 0 ]; then
  "$here/.venv/bin/python" "$here/parity.py" --data "$1"
  "$here/.venv/bin/python" "$here/measure.py" --data "$1"
fi
