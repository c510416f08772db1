#!/bin/sh
# score-strip.sh SET... - score winnow-strip on pages with a reference text.
# A SET is a folder with html/ID.html (UTF-8) and gold/ID.txt. PARITY=odd or
# even takes every second page only; KEEP goes to --keep; MODE=text hands
# over the lines of the page instead of its HTML. PRED=DIR keeps the texts.
# score_text.py comes from ${WINNOW_SHARED:-../shared}/score.
set -eu
bin=${BUILD:-${0%/*}/../build}/bin
score=${WINNOW_SHARED:-${0%/*}/../../shared}/score/score_text.py
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT

pages() {
	find "$1/html" -name '*.html' | LC_ALL=C sort |
		awk -v want="${PARITY:-all}" 'want == "all" ||
			(NR % 2 == 1) == (want == "odd")'
}

records() {
	while read -r page
	do
		jq -cRs --arg id "$(basename "$page" .html)" \
			'{id: $id, html: .}' "$page"
	done
}

# every line of a page in its order, chrome or not, as saved text
as_text() {
	if test "${MODE:-html}" = html
	then
		cat
		return
	fi
	"$bin/winnow-strip" | jq -c '
		[.text | select(. != "") / "\n"] as [$lines] |
		[(.stripped[] | {at, after: 0, text}),
			($lines // [] | to_entries[] |
				{at: .key, after: 1, text: .value})] |
		sort_by(.at, .after) | map(.text) | join("\n")' >"$work/lines"
	jq -c .id "$work/records" | paste -d'\t' - "$work/lines" |
		sed 's/^/{"id":/; s/\t/,"text":/; s/$/}/'
}

for set in "$@"
do
	name=$(basename "$set")
	pred=${PRED:-$work}/$name
	rm -rf "$pred" && mkdir -p "$pred"
	pages "$set" | records >"$work/records"
	as_text <"$work/records" | "$bin/winnow-strip" --keep "${KEEP:-}" |
		jq -r '"\u0001\(.id)\n\(.text)"' |
		awk -v dir="$pred" '
			/^\001/ { close(file); file = dir "/" substr($0, 2) ".txt"; next }
			{ print >file }'
	pages "$set" | sed 's,.*/,,; s/\.html$//' >"$work/ids"
	python3 "$score" --ids "$work/ids" "$set/gold" "$pred"
done
