#!/usr/bin/env bash
# scale.sh DOCS - match in bounded memory, and an index, as text grows from
# half a gigabyte to five (SIZES="500 1000" for less, in MB). The text is that of
# DOCS/docs.jsonl (docs.sh), over and over, each time in other words but for
# three paragraphs in ten. Needs 15 GB for a while; takes half an hour.
set -euo pipefail
docs=${1:?usage: scale.sh DOCS}
here=$(dirname "$0")/..
BUILD=${BUILD:-$(realpath "$here/../build")}
export LC_ALL=C PATH=$BUILD/bin:$PATH
work=$BUILD/bench
mkdir -p "$work"
sizes=${SIZES:-500 1000 2000 5000}

row() { # NAME MEGABYTES COMMAND, a line for sh
	python3 "$here/bench/measure.py" "$1" "${2}000000" 1 sh -c "$3"
}

largest=${sizes##* }
python3 "$here/bench/reword.py" "$docs/docs.jsonl" "$((largest + largest / 100))" \
	>"$work/scale"
printf '%-26s %9s %9s %9s %9s\n' 'shingle | match' 'CPU s' 'wall s' MB/s 'peak MiB'
for size in $sizes; do
	row "$size MB, -S 256M" "$size" "head -c ${size}000000 '$work/scale' |
		sed '\$d' | winnow-shingle | winnow-match -S 256M >/dev/null"
done
head -c "${largest}000000" "$work/scale" | sed '$d' >"$work/scale.all"
tail -c "$((largest / 100))000000" "$work/scale" | sed 1d |
	winnow-shingle >"$work/scale.more"
rm -rf "$work/scale" "$work/index"
row "index of $largest MB" "$largest" "winnow-shingle '$work/scale.all' |
	winnow-match --index '$work/index' >/dev/null"
winnow-shingle "$work/scale.all" >"$work/scale.shingled"
rm "$work/scale.all"
row 'match all without one' "$largest" \
	"exec winnow-match '$work/scale.shingled' >/dev/null"
paragraphs=$(grep -o '"hash"' "$work/scale.shingled" | wc -l)
rm "$work/scale.shingled"
echo "index: $(($(cat "$work"/index/* | wc -c) / paragraphs)) bytes a paragraph" \
	"($paragraphs paragraphs)"
row 'add 1 % to it' "$((largest / 100))" \
	"exec winnow-match --index '$work/index' '$work/scale.more' >/dev/null"
rm -rf "$work/index" "$work/scale.more"
