#!/usr/bin/env bash
# docs.sh DIR - real paragraphs to look for copies in: HTML documentation of
# Debian packages, fetched by apt-get download (no root needed). What is there
# already is not fetched again; what a distribution lacks is named and left out.
#
# Makes in DIR:	docs.strip	what winnow-strip writes of all pages
#		docs.jsonl	the same without what it took out: text alone
#		guide.jsonl	the installation guides of three architectures,
#				in many languages, of docs.jsonl
set -euo pipefail
dir=${1:?usage: docs.sh DIR}
BUILD=${BUILD:-$(realpath "$(dirname "$0")/../../build")}
export LC_ALL=C PATH=$BUILD/bin:$PATH
packages='installation-guide-amd64 installation-guide-arm64
	installation-guide-i386 rust-doc scala-doc openjdk-17-doc
	python-pandas-doc erlang-doc linux-doc-6.1 debian-handbook
	libreoffice-help-en-us libreoffice-help-vi libreoffice-help-de
	libreoffice-help-fr libreoffice-help-zh-cn libreoffice-help-ru
	postgresql-doc-15 python3.11-doc debian-reference-vi
	debian-reference-fr debian-reference-de debian-reference-en
	libstdc++-12-doc qtbase5-doc-html git-doc php-doc libboost1.74-doc
	python-numpy-doc python-scipy-doc python-django-doc mariadb-doc
	r-doc-html sqlite3-doc haskell-doc ghc-doc cmake-doc gnuplot-doc
	gdal-doc mercurial-doc apache2-doc octave-doc maxima-doc'

mkdir -p "$dir/deb"
for package in $packages; do
	compgen -G "$dir/deb/${package}_*.deb" >/dev/null ||
		(cd "$dir/deb" && apt-get -qq download "$package" 2>/dev/null) ||
		echo "docs.sh: there is no $package here" >&2
done
if [ ! -d "$dir/pages" ]; then
	for deb in "$dir"/deb/*.deb; do
		dpkg-deb -x "$deb" "$dir/pages"
	done
fi
winnow-strip "$dir/pages" >"$dir/docs.strip" 2>"$dir/skipped" || [ $? = 3 ]
jq -c '.stripped = []' "$dir/docs.strip" >"$dir/docs.jsonl"
grep -F '"path":"usr/share/doc/installation-guide-' "$dir/docs.jsonl" \
	>"$dir/guide.jsonl"
wc -c "$dir"/*.strip "$dir"/*.jsonl
