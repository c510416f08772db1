#!/usr/bin/env bash
# copies.sh DOCS - copied paragraphs in the documentation that docs.sh put
# into DOCS: CPU seconds, MB/s and peak memory, beside memcpy and zstd -3; and
# how many of the copies that are there are found, by comparing all with all.
set -euo pipefail
docs=${1:?usage: copies.sh DOCS}
here=$(dirname "$0")/..
BUILD=${BUILD:-$(realpath "$here/../build")}
export LC_ALL=C PATH=$BUILD/bin:$PATH
work=$BUILD/bench
mkdir -p "$work"
"${CC:-cc}" -O2 -o "$work/copy" "$here/bench/copy.c"

row() { # NAME INPUT COMMAND, a line for sh
	python3 "$here/bench/measure.py" "$1" "$(stat -Lc %s "$2")" \
		"${RUNS:-5}" sh -c "$3"
}

speed() { # WHAT INPUT
	printf '\n%s, %d MB\n%-26s %9s %9s %9s %9s\n' "$1" \
		"$(($(stat -Lc %s "$2") / 1000000))" '' 'CPU s' 'wall s' MB/s \
		'peak MiB'
	winnow-shingle "$2" >"$work/shingled"
	row shingle "$2" "exec winnow-shingle '$2' >/dev/null"
	row 'shingle -j 2' "$2" "exec winnow-shingle -j 2 '$2' >/dev/null"
	row 'shingle | match' "$2" "winnow-shingle '$2' | winnow-match >/dev/null"
	row 'shingle | match -S 256M' "$2" \
		"winnow-shingle '$2' | winnow-match -S 256M >/dev/null"
	row 'match' "$work/shingled" \
		"exec winnow-match '$work/shingled' >/dev/null"
	row 'match -j 2' "$work/shingled" \
		"exec winnow-match -j 2 '$work/shingled' >/dev/null"
	row 'match -t 1' "$work/shingled" \
		"exec winnow-match -t 1 '$work/shingled' >/dev/null"
	row 'zstd -3' "$2" "exec zstd -3 -q -c <'$2' >/dev/null"
	"$work/copy" "$2"
}

recall() { # WHAT INPUT
	printf '\n%s\n' "$1"
	winnow-shingle "$2" >"$work/shingled"
	winnow-match "$work/shingled" >"$work/found"
	"$BUILD/tools/allpairs" "$work/found" >"$work/gold"
	python3 "$here/tools/score_match.py" "$work/gold" "$work/found" .8
	winnow-match -t .5 "$work/shingled" >"$work/found"
	python3 "$here/tools/score_match.py" "$work/gold" "$work/found" .5
}

speed 'documentation, as stripped' "$docs/docs.strip"
speed 'documentation, text alone' "$docs/docs.jsonl"
recall 'installation guides' "$docs/guide.jsonl"
awk 'NR % 7 == 0' "$docs/docs.jsonl" >"$work/seventh"
python3 "$here/tools/make_edits.py" "$work/seventh" 20000 >"$work/edits"
recall 'paragraphs that were edited' "$work/edits"
printf '\nkinds of sketch\n'
PYTHONHASHSEED=0 python3 "$here/bench/sketches.py" "$work/gold" "$work/edits"
rm -f "$work/shingled" "$work/found" "$work/gold" "$work/seventh" "$work/edits"
