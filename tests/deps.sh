#!/bin/sh
# deps.sh [dev] - install with apt-get what is missing to build, run and
# test; with dev also what style checks, fuzzing and valgrind need. On
# systems without apt-get: say what is needed, and fail.
set -eu

need="gcc make pkg-config libc6-dev libarchive-dev libzstd-dev libxxhash-dev zlib1g-dev
libutf8proc-dev nettle-dev bash coreutils findutils util-linux perl zstd jq
python3 procps wget bzip2 gzip lz4 xz-utils zip"
dev="clang clang-format cppcheck shellcheck mandoc valgrind strace"

want=$need
test "${1-}" = dev && want="$need $dev"

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null
then
	echo "deps: this is not Debian or Ubuntu; install what these packages hold:" >&2
	echo "$want" >&2
	exit 1
fi

missing=
for package in $want
do
	dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null |
		grep -qx installed || missing="$missing $package"
done
test "${1-}" = dev && ! ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-* >/dev/null 2>&1 &&
	missing="$missing libclang-rt-dev"
test -n "$missing" || exit 0

sudo=
test "$(id -u)" = 0 || sudo=sudo
export DEBIAN_FRONTEND=noninteractive
echo "deps: installing$missing"
$sudo apt-get -qq update
case $missing in
*libclang-rt-dev*)
	# its name carries the version of clang from Debian 12 on
	rest=${missing%libclang-rt-dev}
	# shellcheck disable=SC2086 # a list of words
	$sudo apt-get -qq install --no-install-recommends clang $rest
	version=$(clang --version | sed -n '1s/.*version \([0-9]*\).*/\1/p')
	apt-cache show "libclang-rt-$version-dev" >/dev/null 2>&1 || exit 0
	missing=libclang-rt-$version-dev
	;;
esac
# shellcheck disable=SC2086 # a list of words
$sudo apt-get -qq install --no-install-recommends $missing
