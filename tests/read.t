#!/bin/bash
# winnow-read on what standard input cannot show: folders, links, pipes,
# archives, compression, encodings, limits, exit codes.
set -u
read=$BUILD/bin/winnow-read
work=$(mktemp -d) && trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C
n=0

ok() { # WHAT COMMAND...
	n=$((n + 1))
	what=$1
	shift
	if "$@" >"$work/.said" 2>&1
	then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		sed 's/^/# /' "$work/.said"
	fi
}

skip() { # HOW_MANY WHY
	for _ in $(seq "$1")
	do
		n=$((n + 1))
		echo "ok $n # skip $2"
	done
}

# run EXIT ARGS...: output in out, messages in err
run() {
	want=$1
	shift
	"$read" "$@" >"$work/out" 2>"$work/err"
	test $? = "$want" || { echo "exit status is not $want"; cat "$work/err"; return 1; }
}

# say EXPR: what jq says of all records, in one array
say() {
	jq -cs "$1" "$work/out"
}

is() { # GOT WANT
	test "$1" = "$2" || { printf 'got:  %s\nwant: %s\n' "$1" "$2"; return 1; }
}

reads() { # PATHS ARGS...
	paths=$1
	shift
	run 0 "$@" && is "$(say 'map(.path)')" "$paths"
}

skips() { # REASON ARGS...: nothing is read, one thing skipped, exit 3
	reason=$1
	shift
	run 3 "$@" && is "$(cat "$work/out")" '' &&
		is "$(sed -n "s/^winnow-read: skipped '.*': //p" "$work/err")" "$reason"
}

page='<!doctype html><title>Tin</title><p>Hội nghị chuyển đổi số</p>'

# --- folders
mkdir -p raw/b raw/a/deep raw/a.d
echo "$page" >raw/a/x.html
echo "$page" >raw/a/deep/y
echo 'bản tin' >raw/a.d/z.txt
echo 'một' >raw/b/1
echo 'hai' >raw/top.txt
: >raw/b/empty
printf ' \n\t\n' >raw/b/blank
printf '\357\273\277' >raw/b/bom

all='["a.d/z.txt","a/deep/y","a/x.html","b/1","top.txt"]'
ok 'a folder, in byte order of whole paths' reads "$all" raw
ok 'a slash behind it changes nothing' reads "$all" raw/
cp out first
ok 'nor does ./ before it' reads "$all" ./raw
ok 'nor does the order of the folder' cmp first out
ok 'outlets' is "$(say 'map(.source)')" '["a.d","a","a","b","top"]'
ok 'HTML by content alone' is "$(say 'map(.media)|unique')" '["text/html","text/plain"]'
ok 'what is empty is said with -v' sh -c \
	"'$read' -v raw 2>&1 >/dev/null | grep -qx 'winnow-read: 8 files, 5 records, 3 empty, 0 skipped, .* bytes'"
ok 'a file is named by its name' reads '["x.html"]' raw/a/x.html
ok 'several operands, in their order' reads '["1","deep/y","x.html"]' raw/b/1 raw/a
ok 'equal paths and contents have equal ids' is "$(say '.[2].id')" \
	"$("$read" raw/a/x.html | jq -c .id)"
ok 'another path, another id' test "$(say 'map(.id)|unique|length')" = 3
ok 'standard input by name' is "$("$read" - <raw/top.txt | jq -r '.path+.source')" --
ok 'a pipe that is named is read' is "$(printf hai | "$read" /dev/stdin | jq -r .text)" hai
mkdir none
ok 'an empty folder' reads '[]' none

# --- what is not there, or not to be read
ok 'a missing operand: nothing is done' run 2 raw nowhere
ok '... and nothing is written' test ! -s out
ok '... and it is named' grep -q "cannot open 'nowhere': No such file" err
ok 'too large a limit is a usage error' run 2 --max-record 1G raw

mkdir odd
ln -s ../raw/top.txt odd/link
ln -s nowhere odd/dangling
ln -s . odd/loop
mkfifo odd/fifo
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("odd/sock")' 2>/dev/null
timeout 10 "$read" odd >out 2>err
ok 'links, FIFOs and sockets are passed over' is "$?$(cat out)" 3
ok '... each with its reason' is "$(sort err)" "winnow-read: skipped 'odd/dangling': symbolic link
winnow-read: skipped 'odd/fifo': FIFO
winnow-read: skipped 'odd/link': symbolic link
winnow-read: skipped 'odd/loop': symbolic link
winnow-read: skipped 'odd/sock': socket"
ok '-q says nothing of it' sh -c "'$read' -q odd 2>&1 | cmp - /dev/null"
run 3 --log log odd
ok '--log is JSONL' is "$(jq -cs 'map([.path,.reason])|first' log)" '["dangling","symbolic link"]'
ok '--log that cannot be written' run 1 --log nowhere/log raw
ln -s raw named
ok 'a link that is named is followed' reads "$all" named

mkdir names
printf 'một' >names/"$(printf 'new\nline')"
printf 'hai' >names/"$(printf 'bad\377byte')"
printf 'ba' >names/-q
printf '\211PNG\r\n\032\n' >names/"$(printf 'esc\033[31m')"
run 3 names
ok 'any file name' is "$(say 'map(.path)')" '["-q","bad�byte","new\nline"]'
ok 'no control character on the terminal' is "$(cat err)" \
	"winnow-read: skipped 'names/esc\\x1b[31m': an image"

if test "$(id -u)" = 0
then
	# root reads everything: try as somebody else
	as() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
	chmod 755 "$work"
else
	as() { "$@"; }
fi
mkdir -p closed/folder
echo x >closed/file
chmod 0 closed/file closed/folder
if as test -x "$read" 2>/dev/null
then
	as "$read" closed >out 2>err
	ok 'what may not be read' is "$?$(sed 's/.*: //' err)" '3Permission denied
Permission denied'
else
	skip 1 'no other user to try as'
fi

python3 - <<'EOF'
import os
os.mkdir("deep"); os.chdir("deep")
for i in range(4000):
    os.mkdir("d"); os.chdir("d")
open("f", "w").write("sâu\n")
EOF
ok '4000 folders deep, with few descriptors' is \
	"$( (ulimit -n 16; "$read" deep) | jq -r '.path|length')" 8001

# --- compression and archives
for tool in gzip zstd xz bzip2 lz4
do
	if command -v $tool >/dev/null
	then
		$tool -c <raw/a/x.html >page.$tool
		ok "$tool" reads "[\"page.$tool\"]" page.$tool
		ok "$tool: the same bytes, whatever the name" is "$(say '.[0].html')" \
			"$("$read" raw/a/x.html | jq .html)"
		ok "$tool on standard input" is "$("$read" <page.$tool | jq -r .path)" -
		: | $tool -c >empty.$tool
		ok "$tool of nothing is empty" reads '[]' empty.$tool
		head -c 40 page.$tool >cut.$tool
		ok "$tool cut off is skipped" run 3 cut.$tool
		ok "$tool cut off gives no half page" test ! -s out
	else
		skip 6 "no $tool"
	fi
done
printf '{"text":"một"}\n{"text":"hai"}\n' | gzip >two.jsonl.gz
ok 'lines in gzip' reads '["two.jsonl.gz#1","two.jsonl.gz#2"]' two.jsonl.gz
ok '... name their outlet by the file' is "$(say 'map(.source)|unique')" '["two"]'
{ echo một | gzip; echo hai | gzip; } >members.gz
ok 'all members of a gzip file' is "$("$read" members.gz | jq .text)" '"một\nhai\n"'
gzip -c page.gzip >twice.gz
zstd -qc twice.gz >thrice.zst
xz -c thrice.zst >four.xz
ok 'compressed twice' reads '["twice.gz"]' twice.gz
ok '... and thrice' reads '["thrice.zst"]' thrice.zst
ok '... but no more' skips 'nested too deep (see --max-depth)' four.xz
ok '... without leave' reads '["four.xz"]' --max-depth 4 four.xz

mkdir -p pack/tin24 && echo "$page" >pack/tin24/x.html && echo prose >pack/tin24/y.txt
cp two.jsonl.gz pack/tin24/z.jsonl.gz
ln -s /etc/passwd pack/tin24/link
tar --sort=name -C pack -cf pages.tar .
run 3 pages.tar
ok 'tar' is "$(say 'map(.path+" "+.source)')" \
	'["pages.tar/tin24/x.html tin24","pages.tar/tin24/y.txt tin24","pages.tar/tin24/z.jsonl.gz#1 tin24","pages.tar/tin24/z.jsonl.gz#2 tin24"]'
ok '... a link is skipped' is "$(cat err)" \
	"winnow-read: skipped 'pages.tar/tin24/link': symbolic link"
rm pack/tin24/link pack/tin24/z.jsonl.gz
mkdir -p raw2/foo
tar --sort=name -C pack -czf raw2/pages.tar.gz .
cp raw2/pages.tar.gz raw2/foo/
ok 'tar.gz in a folder' reads \
	'["foo/pages.tar.gz/tin24/x.html","foo/pages.tar.gz/tin24/y.txt","pages.tar.gz/tin24/x.html","pages.tar.gz/tin24/y.txt"]' raw2
ok '... folders around it come before those inside' is "$(say 'map(.source)')" \
	'["foo","foo","tin24","tin24"]'
ok 'tar on standard input' is "$("$read" <raw2/pages.tar.gz | jq -cs 'map(.path)')" \
	'["-/tin24/x.html","-/tin24/y.txt"]'

head -c 100 raw2/pages.tar.gz >cut.tar.gz
ok 'a cut archive' run 3 cut.tar.gz
tar -cf noise.tar -C raw .
head -c 2000 noise.tar >cut.tar
ok 'a cut tar' run 3 cut.tar
printf '#mtree\nprose\n' >mtree.txt
ok 'prose that begins as an archive might' is "$("$read" mtree.txt | jq -c .text)" '"#mtree\nprose\n"'
ok '... also when it is compressed' is "$(gzip -c mtree.txt | "$read" | jq -c .text)" '"#mtree\nprose\n"'

if command -v zip >/dev/null
then
	(cd pack && zip -qr ../pages.zip tin24)
	ok 'zip' reads '["pages.zip/tin24/x.html","pages.zip/tin24/y.txt"]' pages.zip
	ok 'zip on standard input' is "$("$read" <pages.zip | jq -cs 'map(.path)')" \
		'["-/tin24/x.html","-/tin24/y.txt"]'
	(cd pack && zip -qrP secret ../locked.zip tin24/x.html)
	ok 'an encrypted member' skips encrypted locked.zip
else
	skip 3 'no zip'
fi
python3 - <<'EOF'
import zipfile
page = "<p>Hội nghị</p>".encode()
with zipfile.ZipFile("paths.zip", "w") as z:
    z.writestr("../../evil.html", page)
    z.writestr("/abs.html", page)
    z.writestr("tin-tức.html", page)
    z.writestr("same.html", page)
data = bytearray(open("paths.zip", "rb").read())
data[data.index(page) + 4] ^= 1
open("crc.zip", "wb").write(data)
EOF
ok 'names in an archive are but labels' reads \
	'["paths.zip/../../evil.html","paths.zip/abs.html","paths.zip/tin-tức.html","paths.zip/same.html"]' paths.zip
ok '... and nothing is written' test ! -e ../../evil.html -a ! -e /abs.html
run 3 crc.zip
ok 'a member with a wrong checksum is skipped' is "$(say length)" 3
ok '... and named' grep -q "skipped 'crc.zip/../../evil.html'" err

# --- limits
head -c 40000000 /dev/zero | tr '\0' ' ' | gzip -9 >bomb.gz
ok 'what expands too much' skips 'expands too much (see --max-ratio)' bomb.gz
ok '... and with leave is white space' reads '[]' --max-ratio 0 bomb.gz
ok 'too many entries' run 3 --max-entries 3 paths.zip
ok '... but those before' is "$(say length)" 3
ok 'too large' skips 'larger than --max-record' --max-record 10 raw/a/x.html
printf '{"text":"một"}\n{"text":"%01000d"}\n{"text":"ba"}\n' 0 >long.jsonl
run 3 --max-line 500 long.jsonl
ok 'a line too long, and those around it' is "$(say 'map(.path)')" \
	'["long.jsonl#1","long.jsonl#3"]'
ok '... exactly as long as allowed' reads '["long.jsonl#1","long.jsonl#2","long.jsonl#3"]' \
	--max-line 1011 long.jsonl
ok '... one byte less' run 3 --max-line 1010 long.jsonl
run 3 --max-record 500 long.jsonl
ok '... and one whose document is too large' is "$(say 'map(.path)')" \
	'["long.jsonl#1","long.jsonl#3"]'

# --- threads
mkdir many
for i in $(seq -w 300)
do
	printf 'Tin số %s.\n' "$i" >"many/$i.txt"
done
ln -s 001.txt many/100a
head -c 100 /dev/urandom >many/200b
printf '\0%.0s' 1 2 3 >>many/200b
: >many/250c
for i in $(seq 40000)
do
	printf '{"text":"câu %s %050d"}\n' "$i" 0
done | gzip >many/150.jsonl.gz
run 3 -v -j 1 --log one.log many && cp out one.out && cp err one.err
for j in 2 5
do
	run 3 -v -j $j --log more.log many
	ok "$j threads write the same" cmp out one.out
	ok '... and say the same' cmp err one.err
	ok '... and log the same' cmp more.log one.log
done
(ulimit -n 80; run 3 -j 5 many)
ok 'few descriptors will do' cmp out one.out

# --- encodings and other bytes
vi='Sáng nay hội nghị chuyển đổi số được tổ chức, đồng chí chủ tịch dự.'
printf '%s' "$vi" | iconv -f utf-8 -t cp1258 >cp1258.txt
run 0 cp1258.txt
ok 'Windows-1258' is "$(say 'map([.charset,.lossy,.text])')" "[[\"windows-1258\",0,\"$vi\"]]"
printf '%s' "$vi" | iconv -f utf-8 -t utf-16 >utf16.txt
run 0 utf16.txt
ok 'UTF-16' is "$(say 'map([.charset,.lossy,.text])')" "[[\"utf-16le\",0,\"$vi\"]]"
# crawled CONTENT_TYPE: a WARC file with one response, its body from stdin
crawled() {
	{ printf 'HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n' "$1"; cat; } >response
	printf 'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://cs.example/\r\n'
	printf 'Content-Type: application/http;msgtype=response\r\nContent-Length: %s\r\n\r\n' "$(wc -c <response)"
	cat response
	printf '\r\n\r\n'
}
cs='<p>Příliš žluťoučký kůň úpěl ďábelské ódy, až ho všichni slyšeli.</p>'
printf '%s' "$cs" | iconv -f utf-8 -t cp1250 >cs.html
crawled 'text/html; charset="Windows-1250"' <cs.html >cs.warc
run 0 cs.warc
ok 'HTTP says the encoding' is "$(say 'map([.charset,.lossy,.html])')" "[[\"windows-1250\",0,\"$cs\"]]"
crawled text/html <cs.html >cs.warc
ok '... and nobody else can tell' skips 'unknown charset' cs.warc
printf 'a\000b\r\nc\rd' >nul.txt
run 0 nul.txt
ok 'NUL and line ends' is "$(say 'map([.lossy,.text])')" '[[1,"a�b\nc\nd"]]'
printf '<p>a\r\nb</p>\000\000' >nul.html
run 0 nul.html
ok 'HTML keeps line ends, not padding' is "$(say 'map([.lossy,.html])')" '[[0,"<p>a\r\nb</p>"]]'
printf '{"text":"x"}\n' | iconv -t utf-16 >wide.jsonl
ok 'JSONL that is not UTF-8' skips 'JSONL, but not in UTF-8' wide.jsonl
head -c 4096 /dev/urandom >noise
ok 'random bytes' run 3 noise
printf '\n\n{"text":"ba"}\r\n\n{"text":"năm"}' >blank.jsonl
ok 'blank lines count, no last newline' reads '["blank.jsonl#3","blank.jsonl#5"]' blank.jsonl
{ printf '\357\273\277'; cat blank.jsonl; } >bom.jsonl
ok 'a BOM before JSONL' reads '["bom.jsonl#3","bom.jsonl#5"]' bom.jsonl
echo '[{"text":"x"}]' >array.json
ok 'a JSON array' skips 'JSON, but not one object a line' array.json
printf '{\n "metadata": {\n"a":1},\n"text": "x"}\n' >object.json
run 0 object.json
ok 'an object on several lines' is "$(say 'map([.path,.text])')" '[["object.json","x"]]'
ok '... stays one line' is "$(wc -l <out)" 1

# --- output and place
ok 'a full disk is fatal' sh -c "'$read' raw >/dev/full 2>/dev/null; test \$? = 1"
ok 'no input at all' sh -c "'$read' <&- >/dev/null 2>&1; test \$? = 3"
"$read" paths.zip raw >out
ok 'the locale changes nothing' sh -c "LC_ALL=vi_VN.UTF-8 '$read' paths.zip raw | cmp - out"
echo "1..$n"
