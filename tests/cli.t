#!/bin/bash
# What every stage must do, whatever it is for.
set -u
cd "${0%/*}/.." || exit 1
PATH=$BUILD/bin:$PATH
n=0

check() { # WHAT COMMAND...
	n=$((n + 1))
	local what=$1
	shift
	if "$@" >/dev/null 2>"$work/stderr"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		sed 's/^/#   /' "$work/stderr"
	fi
}

exits() { # STATUS COMMAND, a line for bash
	bash -c "$2"
	local got=$?
	test "$got" = "$1" || {
		echo "exit $got, not $1: $2" >&2
		return 1
	}
}

says() { # PATTERN COMMAND, a line for bash: on standard error
	bash -c "$2" 2>&1 >/dev/null | grep -q -e "$1"
}

# shellcheck disable=SC2317 # called through check
help_matches_man() { # NAME PAGE
	"$1" --help | grep -o -e '--[a-z-]*' | sed 's/^--//' | sort -u >"$work/a"
	sed -n 's/^\.It .*Fl -\([a-z-]*\).*/\1/p' "$2" | sort -u >"$work/b"
	diff "$work/a" "$work/b" >&2
}

# shellcheck disable=SC2317 # called through check
purpose_matches_man() { # NAME PAGE
	test "$("$1" --help | sed -n 2p)" = "$(sed -n 's/^\.Nd //p' "$2")"
}

# shellcheck disable=SC2317 # called through check
short_options_match_man() { # NAME PAGE
	"$1" --help | sed -n 's/^ *-\([a-zA-Z0]\),.*/\1/p' | sort >"$work/a"
	sed -n 's/^\.It Fl \([a-zA-Z0]\) .*/\1/p' "$2" | sort >"$work/b"
	diff "$work/a" "$work/b" >&2
}

# shellcheck disable=SC2317 # called through check
is_empty() { # COMMAND, a line for bash
	test -z "$(bash -c "$1" 2>&1)"
}

work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
in=$work/in
winnow-read corpus/raw/nuixanh >"$in.strip"
winnow-strip "$in.strip" >"$in.shingle"
winnow-shingle "$in.shingle" >"$in.match"
winnow-match "$in.match" >"$in.cluster"
winnow-cluster "$in.cluster" >"$in.dedup"
winnow-dedup "$in.dedup" >"$in.pack"
winnow-pack "$work/clean" <"$in.pack"
cp corpus/raw/nuixanh/tap-duot-chay-lu.txt "$in.read"
id=$(zstdcat "$work"/clean/documents/*.zst | jq -r .id | head -n 1)

for man in stages/*/winnow-*.1; do
	name=$(basename "$man" .1)
	check "$name: --help and man page agree" help_matches_man "$name" "$man"
	check "$name: short options too" short_options_match_man "$name" "$man"
	check "$name: same purpose in both" purpose_matches_man "$name" "$man"
	check "$name: an unknown option is exit 2" exits 2 "$name --nonsense"
	check "$name: help on a full disk is exit 1" exits 1 "$name -h >/dev/full"
	check "$name: --version" exits 0 "$name --version"
done
for stage in read strip shingle match cluster dedup; do
	name=winnow-$stage
	file=$in.$stage
	check "$name: empty in, empty out" is_empty "$name </dev/null"
	check "$name: works" exits 0 "$name <'$file'"
	check "$name: a full disk is exit 1" exits 1 "$name <'$file' >/dev/full"
	check "$name: and says so" says 'cannot write standard output' \
		"$name <'$file' >/dev/full"
	check "$name: standard output closed is exit 1" exits 1 "$name <'$file' >&-"
done
for stage in strip shingle match cluster dedup; do
	name=winnow-$stage
	file=$in.$stage
	missing=1
	test $stage = strip && missing=2
	check "$name: a missing file is exit $missing" exits $missing \
		"$name /nonexistent"
	check "$name: a broken record is exit 1" exits 1 \
		"{ cat '$file'; echo '{\"id\":'; } | $name"
	lines=$(($(wc -l <"$file") + 1))
	check "$name: and its line is named" says "line $lines " \
		"{ cat '$file'; echo '{\"id\":'; } | $name"
	check "$name: a record cut off is exit 1" exits 1 \
		"head -c -9 '$file' | $name"
	check "$name: a record without the keys is exit 1" exits 1 \
		"echo '{\"id\":\"0\"}' | $name"
	check "$name: and the stage before is named" says 'run winnow-' \
		"echo '{\"id\":\"0\"}' | $name"
	check "$name: keys of others pass through" exits 0 \
		"jq -c '.mine = {\"a\": [1, \"\\u0001\"]}' '$file' | $name | jq -e '.mine.a[1] == \"\\u0001\"'"
done
check "winnow-pack: an empty corpus" exits 0 "winnow-pack '$work/empty' </dev/null"
check "winnow-pack: no folder is exit 2" exits 2 winnow-pack
check "winnow-pack: a broken record is exit 1" exits 1 \
	"echo '{}' | winnow-pack '$work/never'"
check "winnow-pack: and nothing is published" test ! -e "$work/never"
check "winnow-pack: nor left behind" is_empty "ls -d '$work'/never.tmp-* 2>/dev/null"
for name in winnow-restore "winnow-explain"; do
	check "$name: no folder is exit 2" exits 2 "$name"
	check "$name: not a corpus is exit 1" exits 1 "$name '$work' 00"
	check "$name: works" exits 0 "$name '$work/clean' $id"
	check "$name: a full disk is exit 1" exits 1 \
		"$name '$work/clean' $id >/dev/full"
done
echo "1..$n"
