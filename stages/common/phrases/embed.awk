# embed.awk - the phrase tables as C: a list of language, text, ..., NULL.
# Comments are left out; a long table is given in several texts, since C11
# promises no more than 4095 characters in a literal.
# LC_ALL=C awk -f embed.awk de.tsv en.tsv ... >phrase_tables.c

BEGIN {
	print "/* Made by embed.awk from the phrase tables. */"
	print "extern const char *const phrase_tables[];"
	print "const char *const phrase_tables[] = {"
}

FNR == 1 {
	finish()
	lang = FILENAME
	sub(/.*\//, "", lang)
	sub(/\.tsv$/, "", lang)
}

/^#/ || /^[ \t]*$/ {
	next
}

{
	if (open && size + length($0) > 3500)
		finish()
	if (!open)
		printf "\t\"%s\",\n", lang
	open = 1
	size += length($0) + 1
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	gsub(/\?/, "\\?")
	gsub(/\t/, "\\t")
	printf "\t\"%s\\n\"\n", $0
}

END {
	finish()
	print "\t0,\n};"
}

function finish() {
	if (open)
		print "\t,"
	open = size = 0
}
