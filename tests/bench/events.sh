#!/usr/bin/env bash
# events.sh SETS - cluster of a hundred thousand and of a million invented texts
# of a year (SIZES="10000" for others), and an index of them: what it takes, and
# what one hundredth more costs. SETS is the folder of the labelled events, whose
# sentences are used. Needs 16 GB for a while; takes an hour.
set -euo pipefail
sets=${1:?usage: events.sh SETS}
here=$(dirname "$0")
BUILD=${BUILD:-$(realpath "$here/../../build")}
export LC_ALL=C PATH=$BUILD/bin:$PATH
work=$BUILD/bench
mkdir -p "$work"

row() { # NAME FILE COMMAND, a line for sh
	python3 "$here/measure.py" "$1" "$(wc -c <"$2")" 1 sh -c "$3"
}

printf '%-26s %9s %9s %9s %9s\n' winnow-cluster 'CPU s' 'wall s' MB/s 'peak MiB'
for n in ${SIZES:-100000 1000000}; do
	python3 "$here/make_events.py" "$((n + n / 100))" "$sets" >"$work/more"
	head -n "$n" "$work/more" >"$work/events"
	row "$n texts, -S 4G" "$work/events" \
		"exec winnow-cluster -S 4G '$work/events' >/dev/null"
	rm -rf "$work/index"
	row 'the same, --index' "$work/events" \
		"exec winnow-cluster -S 4G --index '$work/index' '$work/events' >/dev/null"
	rm "$work/events"
	tail -n "$((n / 100))" "$work/more" >"$work/last"
	rm "$work/more"
	echo "index: $(($(cat "$work"/index/* | wc -c) / n)) bytes a text"
	row 'one hundredth more' "$work/last" \
		"exec winnow-cluster --index '$work/index' '$work/last' >/dev/null"
	rm -rf "$work/index" "$work/last"
done
