#!/bin/sh
# Five saved pages with the role of every line: all of the article and none
# of the rest must be in the text. Skipped where the pages are not at hand.
set -u
seeds=$(cd "${WINNOW_SHARED:-${0%/*}/../../shared}/seeds" 2>/dev/null && pwd)
if test -z "$seeds"
then
	echo "1..0 # SKIP no seeds in ${WINNOW_SHARED:-../shared}"
	exit 0
fi
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
for page in "$seeds"/*.txt
do
	jq -cRs --arg id "${page##*/}" '{id: $id, text: .}' "$page"
done | "$BUILD/bin/winnow-strip" >"$work/records" || {
	echo "Bail out! winnow-strip failed"
	exit 1
}

# white space collapsed; NBSP counts as white space
squeeze='gsub("[\\s\u00a0]+"; " ") | sub("^ "; "") | sub(" $"; "")'
n=0

check() {
	n=$((n + 1))
	if test -z "$2"
	then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/# /'
	fi
}

# Lines of the gold roles $2 that are ($3 = in) or are not (out) in the text
# although they should not or should be. A repeat may stand there once.
faults() {
	jq -r --rawfile page "$seeds/$1" --rawfile gold "$seeds/gold.tsv" \
		--arg id "$1" --arg roles "$2" --arg fault "$3" "
		select(.id == \$id) | (.text / \"\\n\") as \$text |
		(\$page / \"\\n\" | map($squeeze)) as \$lines |
		\$gold / \"\\n\" | map(. / \"\\t\") |
		map(select(.[0] == \$id and (.[2] | IN(\$roles / \",\" | .[])))) |
		.[] | \$lines[(.[1] | tonumber) - 1] as \$line |
		(\$text | map(select(. == \$line)) | length) as \$found |
		select(if \$fault == \"missing\" then \$found == 0
			elif \$fault == \"twice\" then \$found > 1
			else \$found > 0 end) | \"\(.[1]) \(.[2]): \(\$line)\"
	" "$work/records"
}

field() {
	jq -r --arg id "$1" "select(.id == \$id) | .$2" "$work/records"
}

cut -f1,4 "$seeds/events.tsv" >"$work/created"
while IFS='	' read -r file created
do
	case $file in
	*.txt) ;;
	*) continue ;;
	esac
	short=${file%%_*}
	check "$short: all of the article" \
		"$(faults "$file" lead,heading,body missing)"
	check "$short: nothing of the chrome" "$(faults "$file" chrome stray)"
	check "$short: nothing twice" "$(faults "$file" repeat twice)"
	title=$(awk -F '\t' -v f="$file" '$1 == f && $3 == "title" { print $2 }' \
		"$seeds/gold.tsv")
	got=$(field "$file" title) want=$(sed -n "${title}p" "$seeds/$file")
	check "$short: the title" \
		"$(test "$got" = "$want" || echo "'$got', not '$want'")"
	got=$(field "$file" created)
	check "$short: created" \
		"$(test "$got" = "$created" || echo "'$got', not '$created'")"
done <"$work/created"
echo "1..$n"
