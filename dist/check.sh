#!/usr/bin/env bash
# Unpacks the archive that is named into an empty folder and runs it with an empty environment: no JDK, no Maven, no HOME.
set -euo pipefail
archive=$(readlink -f "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
tar -xzf "$archive"
cd sotto-*
env -i ./sotto --version
env -i ./sotto sample --seconds 1 --quiet said.wav
env -i ./sotto encode --quiet said.wav said.sotto
env -i ./sotto inspect said.sotto
env -i ./sotto tokenize said.wav --out tokens --format parquet
env -i ./sotto demo --out shown
test -s shown/decoded.wav
echo "OK: $(basename "$archive")"
