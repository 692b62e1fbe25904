#!/usr/bin/env bash
# Phones of a manifest's recordings by pocketsphinx, for sotto evaluate-tokens --labels: what a recogniser hears, not what
# was said. Wants pocketsphinx_continuous with its US English model (Debian: pocketsphinx, pocketsphinx-en-us) and sox.
#
#   corpus/phones.sh speech/manifest.csv dev > speech/phones.csv
#
# The manifest's column 'path' names the files from its own folder on, as the CSV that comes out does; one with quotes or
# commas in a cell before 'path' is not understood. The second word, if there is one, is the split.
set -euo pipefail

manifest=$1 split=${2-}
model=${POCKETSPHINX_MODEL:-/usr/share/pocketsphinx/model/en-us}
folder=$(dirname "$manifest")
raw=$(mktemp)
trap 'rm -f "$raw"' EXIT

paths() {
    awk -F, -v split_="$split" '
        { sub(/\r$/, "") }
        NR == 1 { for (i = 1; i <= NF; i++) { if ($i == "path") path = i; if ($i == "split") column = i }; next }
        split_ == "" || $column == split_ { print $path }' "$manifest"
}

echo path,start,end,label
while read -r path; do
    sox "$folder/$path" -t raw -r 16000 -e signed -b 16 -c 1 "$raw" < /dev/null
    pocketsphinx_continuous -infile "$raw" -hmm "$model/en-us" -allphone "$model/en-us-phone.lm.bin" -allphone_ci yes \
        -time yes -beam 1e-20 -pbeam 1e-20 -lw 2.0 -logfn /dev/null < /dev/null |
        awk -v path="$path" 'NF == 4 && $2 ~ /^[0-9.]+$/ && $1 !~ /^[<(\[+]/ {
            printf "%s,%.2f,%.2f,%s\n", path, $2, $3 + 0.01, $1 }'
done < <(paths)
