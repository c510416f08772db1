#!/usr/bin/env bash
# pipeline.sh RAW CLEAN - clean the corpus in RAW into CLEAN, all or nothing.
set -euo pipefail

name=${0##*/}
usage="usage: $name [-hqvV] [-a TIME] [-j N] [-l LEVEL] RAW CLEAN"

help() {
	cat <<EOF
$usage
clean a folder of crawled pages into a corpus, all or nothing

  -a TIME    what 'added' says of each document, such as 2026-11-22T02:00:00Z
  -h         show this help, as --help does
  -j N       threads of strip to cluster, 0: one a processor (1)
  -l LEVEL   what is taken out of repeats: paragraph, document or mark
             (paragraph)
  -q         no progress and no summary, also on a terminal
  -v         print the commands as they are run, and each stage's summary
  -V         show the version, as --version does

exit status: 0 done, 1 failed and CLEAN is as it was, 2 wrong command line,
3 done but some input could not be read, 75 another run holds the lock
EOF
}

fail() { # STATUS MESSAGE
	echo "$name: $2" >&2
	exit "$1"
}

# From cron or env -i, too: an own PATH, one locale for all stages.
export LC_ALL=C
export PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
bin=$here
if [ -f "$here/Makefile" ]; then
	bin=${BUILD:-$here/build}/bin
fi

case ${1-} in
--help) set -- -h ;;
--version) set -- -V ;;
esac
threads=1 quiet='' verbose=''
dedup=() pack=() talk=()
while getopts a:hj:l:qvV option; do
	case $option in
	a) pack+=(--added "$OPTARG") ;;
	h) help && exit 0 ;;
	j) threads=$OPTARG ;;
	l) dedup+=(-l "$OPTARG") ;;
	q) quiet=1 talk=(-q) ;;
	v) verbose=1 talk=(-v) ;;
	V) "$bin/winnow-pack" --version | sed s/-pack// && exit 0 ;;
	*) echo "$usage" >&2 && exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# = 2 ] || { echo "$usage" >&2 && exit 2; }
if [ -z "$1" ] || [ -z "$2" ]; then
	fail 2 "RAW and CLEAN must not be empty"
fi
[[ $threads =~ ^[0-9]{1,4}$ ]] || fail 2 "-j wants a number, not '$threads'"

raw=$(realpath -m -- "$1") clean=$(realpath -m -- "$2")
[ -e "$raw" ] || fail 2 "there is no '$1'"
case $clean/ in
"$raw"/*) fail 2 "'$2' must not be inside '$1'" ;;
esac
case $raw/ in
"$clean"/*) fail 2 "'$1' must not be inside '$2'" ;;
esac
if [ -e "$clean" ] && [ ! -f "$clean/MANIFEST.json" ] &&
	[ -n "$(ls -A -- "$clean")" ]; then
	fail 1 "'$2' is not empty and not a corpus: choose another folder"
fi
[ -d "$(dirname "$clean")" ] || fail 2 "there is no '$(dirname "$2")'"

work='' job=''
# shellcheck disable=SC2317 # called by the traps
stop() { # STATUS
	trap '' INT TERM HUP
	[ -z "$job" ] || kill -TERM -- "-$job" 2>/dev/null || true
	exit "$1"
}
# A stage that is being stopped may still write there.
trap '[ -z "$work" ] || rm -rf "$work" || { sleep 1 && rm -rf "$work"; }' EXIT
trap 'stop 130' INT
trap 'stop 143' TERM
trap 'stop 129' HUP

if [ -f "$here/Makefile" ]; then
	log=$(make -s -C "$here" all 2>&1) ||
		fail 1 "cannot build, see 'make deps':"$'\n'"$log"
fi

exec 9>"$clean.lock" || fail 1 "cannot open '$clean.lock'"
flock -n 9 || fail 75 "another run holds '$clean.lock'"
# Killed between the two renames of a file system that cannot exchange.
for old in "$clean".tmp-??????/clean.old; do
	if [ -d "$old" ] && [ ! -e "$clean" ]; then
		mv -T -- "$old" "$clean"
	fi
done
# What killed runs left behind; no live run can own it, we hold the lock.
find "$(dirname "$clean")" -maxdepth 1 -type d \
	-name "$(basename "$clean").tmp-??????" -exec rm -rf {} +
work=$(mktemp -d "$clean.tmp-XXXXXX")

line() {
	[ -z "$verbose" ] || set -x
	"$bin/winnow-strip" "${talk[@]}" -j "$threads" --log "$work/skipped" -- "$raw" |
		"$bin/winnow-shingle" "${talk[@]}" -j "$threads" |
		"$bin/winnow-match" "${talk[@]}" -j "$threads" |
		"$bin/winnow-cluster" "${talk[@]}" -j "$threads" |
		"$bin/winnow-dedup" "${talk[@]}" "${dedup[@]}" |
		"$bin/winnow-pack" "${talk[@]}" "${pack[@]}" \
			--skipped "$work/skipped" "$work/clean"
	echo "${PIPESTATUS[*]}" >"$work/status"
}

: >"$work/skipped"
SECONDS=0
set -m # the line gets a process group of its own, to be stopped whole
(set +eo pipefail && line) 9>&- </dev/null &
job=$!
set +m
wait "$job" || true
job=''

read -r first rest <"$work/status" || fail 1 "the line was killed"
case " $rest " in
*" 2 "*) fail 2 "a stage refused its options, '$2' is as it was" ;;
*[!0\ ]*) fail 1 "a stage failed, '$2' is as it was (exit codes $first $rest)" ;;
esac
case $first in
0 | 3) ;;
*) fail 1 "winnow-strip failed, '$2' is as it was (exit code $first)" ;;
esac
"$bin/winnow-pack" "${talk[@]}" --publish "$work/clean" "$clean"

if [ -t 2 ] && [ -z "$quiet" ]; then
	{
		# shellcheck disable=SC2016 # the marks of the README's table
		sed -n '/^```/,/^```/{/^```/d;p;}' "$clean/README.md"
		printf '  %-28s %12d\n' "bytes in" "$(du -sb -- "$raw" | cut -f1)"
		printf '  %-28s %12d\n' "bytes out" "$(du -sb -- "$clean" | cut -f1)"
		printf '  %-28s %12d\n' seconds "$SECONDS"
	} >&2
fi
exit "$first"
