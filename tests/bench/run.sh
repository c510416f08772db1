#!/usr/bin/env bash
# run.sh - CPU seconds, MB/s of input and peak memory of every stage and of
# the line, on generated input of 50 and 200 MB; SIZES="50" for less.
# Beside them, on the same machine in the same run: memcpy and zstd -3. Before
# them, what read costs beside the least that its input can cost (read.py), and
# strip and the line on pages of the web, if $SHARED (../shared) has them.
set -euo pipefail
cd "$(dirname "$0")/../.."
BUILD=${BUILD:-$PWD/build}
export LC_ALL=C PATH=$BUILD/bin:$PATH
work=$BUILD/bench
mkdir -p "$work"
for tool in copy openread inflate; do
	${CC:-cc} -O2 -o "$work/$tool" "tests/bench/$tool.c" -lz
done
python3 tests/bench/read.py "$work"

row() { # NAME INPUT COMMAND, a line for sh
	python3 tests/bench/measure.py "$1" "$(stat -c %s "$2")" "${RUNS:-3}" \
		sh -c "exec $3"
}

stage() { # NAME INPUT OUTPUT
	row "$1" "$2" "winnow-$1 <'$2' >'$3'"
}

pages() { # NAME COMMAND, a line for sh that reads the pages themselves
	python3 tests/bench/measure.py "$1" "$((size * 1000000))" "${RUNS:-3}" \
		sh -c "$2"
}

heading() { # WHAT follows
	printf '\n%s\n%-26s %9s %9s %9s %9s\n' "$1" '' 'CPU s' 'wall s' MB/s \
		'peak MiB'
}

web() { # the pages of scrapinghub, MB/s of HTML
	local set=${SHARED:-../shared}/data/extraction/scrapinghub.tar.zst
	local raw=$work/scrapinghub/html bytes

	[ -f "$set" ] || return 0
	zstd -dcq --long=27 "$set" | tar -xf - -C "$work"
	winnow-read "$raw" "$raw" "$raw" "$raw" "$raw" "$raw" >"$work/web"
	bytes=$(cat "$raw"/* | wc -c)
	heading "web pages, $((bytes / 1000000)) MB, the largest $(
		find "$raw" -type f -printf '%s\n' | sort -n | tail -n 1) bytes"
	run() { python3 tests/bench/measure.py "$1" "$2" 9 "${@:3}"; }
	run 'strip, six times' $((6 * bytes)) \
		sh -c "exec winnow-strip <'$work/web' >'$work/out'"
	run 'strip PATH, six times' $((6 * bytes)) sh -c "p='$raw'
		exec winnow-strip \$p \$p \$p \$p \$p \$p >'$work/out'"
	make -s install PREFIX="$work/installed" BUILD="$BUILD"
	run 'the line' "$bytes" \
		"$work/installed/bin/winnow" "$raw" "$work/clean"
}
web

for kind in text html; do
	for size in ${SIZES:-50 200}; do
		raw=$work/$kind-$size
		if [ ! -f "$raw.done" ]; then
			rm -rf "$raw"
			python3 tests/bench/make_input.py "$kind" "$size" "$raw"
			touch "$raw.done"
		fi
		at=$raw.records
		heading "$kind, $size MB, $(find "$raw" -type f | wc -l) pages"
		winnow-read "$raw" >"$at.read"
		pages read "exec winnow-read '$raw' >'$at.read'"
		stage strip "$at.read" "$at.strip"
		pages 'read | strip' "winnow-read '$raw' | winnow-strip >'$at.strip'"
		pages 'winnow-strip PATH on files' "exec winnow-strip '$raw' >'$at.strip'"
		stage shingle "$at.strip" "$at.shingle"
		stage match "$at.shingle" "$at.match"
		stage cluster "$at.match" "$at.cluster"
		stage dedup "$at.cluster" "$at.dedup"
		rm -rf "$work/clean"
		row pack "$at.dedup" "winnow-pack '$work/clean' <'$at.dedup'"
		python3 tests/bench/measure.py 'the line' "$((size * 1000000))" 1 \
			./pipeline.sh "$raw" "$work/clean"
		row 'zstd -3 (of read)' "$at.read" "zstd -3 -q -c <'$at.read' >/dev/null"
		"$work/copy" "$at.read"
		rm -f "$at".*
	done
done
