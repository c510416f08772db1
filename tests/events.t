#!/bin/sh
# Events against labelled sets, and the five seeds through the whole line.
# The sets are not part of the sources: WINNOW_SHARED says where they are.
set -u
cd "${0%/*}/.." || exit 1
shared=${WINNOW_SHARED:-../shared}
BUILD=${BUILD:-build}
n=0

ok() { # STATUS WHAT
	n=$((n + 1))
	if test "$1" = 0
	then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
	fi
}

at_least() { # VALUE LIMIT WHAT
	awk -v a="$1" -v b="$2" 'BEGIN { exit !(a >= b) }'
	ok $? "$3: $1 (at least $2)"
}

if ! test -d "$shared/data/events" || ! command -v python3 >/dev/null
then
	echo "1..0 # SKIP no labelled events in $shared, or no python3"
	exit 0
fi
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

# records NAME FIELD...: as winnow-match would write them, oldest first
records() {
	jq -c '{id, title, created: (.date // ""), lang,
		text: ([.summary // "", .text] | map(select(. != "")) |
			join("\n")),
		copies: [], template: []}' "$shared/data/events/$1.jsonl" |
		jq -cs 'sort_by([if .created == "" then "9" else .created end,
			.id])[]'
}

score() { # NAME [JQ]: B-cubed F1 and pairwise F1 of the records, changed so
	records "$1" | jq -cs "${2:-.}[]" | "$BUILD/bin/winnow-cluster" |
		jq -r '[.id, .event.id] | @tsv' >"$work/$1.found"
	jq -r '[.id, .cluster] | @tsv' "$shared/data/events/$1.jsonl" \
		>"$work/$1.right"
	python3 "$shared/score/score_clusters.py" \
		"$work/$1.right" "$work/$1.found" >"$work/$1.score"
	sed 's/^/# /' "$work/$1.score"
}

f1() { # NAME WHICH
	sed -n "s/^$2.*F1 *\\([0-9.]*\\).*/\\1/p" "$work/$1.score"
}

score vietnamese_mds
at_least "$(f1 vietnamese_mds b-cubed)" .96 "VietnameseMDS, B-cubed F1"
at_least "$(f1 vietnamese_mds pairwise)" .91 "VietnameseMDS, pairwise F1"

# of one set what a date is worth cannot be told from what the set is like
score vietnamese_mds 'map(.created = "") | sort_by(.id)'
at_least "$(f1 vietnamese_mds b-cubed)" .93 \
	"VietnameseMDS without dates, B-cubed F1"
at_least "$(f1 vietnamese_mds pairwise)" .85 \
	"VietnameseMDS without dates, pairwise F1"

# of the dated ones, how many events have the day of publication, or that before
# or behind it
days=$(records vietnamese_mds | "$BUILD/bin/winnow-cluster" | jq -s '
	def day: .[0:10] | strptime("%Y-%m-%d") | mktime / 86400;
	map(select(.created != "")) |
	(map(select(.event.date != "" and
		((.event.date | day) - (.created | day) | fabs) <= 1)) |
		length) / length * 10000 | floor / 10000')
at_least "$days" .90 "VietnameseMDS, days of events"

score ecbplus
at_least "$(f1 ecbplus pairwise)" .88 "ECB+, pairwise F1"
# of all pairs of documents about two sister events, how many are joined
sisters=$(jq -r '[.id, .topic, .cluster] | @tsv' \
	"$shared/data/events/ecbplus.jsonl" | sort >"$work/sets" &&
	sort "$work/ecbplus.found" | join -t '	' "$work/sets" - |
	awk -F '\t' '
		{ topic[NR] = $2; cluster[NR] = $3; event[NR] = $4 }
		END {
			for (i = 1; i <= NR; i++)
				for (j = 1; j < i; j++)
					if (topic[i] == topic[j] &&
					    cluster[i] != cluster[j]) {
						all++
						joined += event[i] == event[j]
					}
			printf "%.4f\n", 1 - joined / all
		}')
at_least "$sisters" .98 "ECB+, pairs of sister events kept apart"

if test -x "$BUILD/tools/likeness"
then
	python3 tests/train/likeness.py "$BUILD/tools/likeness" \
		"$shared/data/events" stages/cluster/likeness.c --check \
		>"$work/out" 2>&1
	ok $? "the table of likeness.c is what its training finds"
fi

# the seeds through every stage: 000, 002 and 004 are one event, alone and
# among documents of others
line() {
	"$BUILD/bin/winnow-read" "$shared/seeds" |
		"$BUILD/bin/winnow-strip" | "$BUILD/bin/winnow-shingle" |
		"$BUILD/bin/winnow-match"
}
seeds() {
	"$BUILD/bin/winnow-cluster" | jq -r 'select((.path // "") |
		test("^[0-9]{3}_")) |
		[.path[0:3], .event.id, .event.date] | @tsv' | sort
}
events() { # their events, numbered as they first come
	cut -f2 | awk '!seen[$0]++ { n++; name[$0] = n }
		{ printf "%d", name[$0] }'
}
line >"$work/line"
{ records vietnamese_mds; cat "$work/line"; } | seeds >"$work/seeds"
test "$(events <"$work/seeds")" = 12131
ok $? "seeds among VietnameseMDS: 000, 002 and 004 are one event"
seeds <"$work/line" >"$work/seeds"
sed 's/^/# /' "$work/seeds"
test "$(events <"$work/seeds")" = 12131
ok $? "seeds alone: 000, 002 and 004 are one event, 001 and 003 two others"
test "$(cut -f3 "$work/seeds" | tr '\n' ' ')" = \
	"2022-10-10 2024-03-13 2022-10-10 2024-10-10 2022-10-10 "
ok $? "seeds: each event has its day"
echo "1..$n"
