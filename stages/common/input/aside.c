#include "aside.h"

#include "ascii.h"
#include "json.h"
#include "jsonscan.h"
#include "sniff.h"

static bool is_digits(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return s.n != 0;
}

/* "CDX N b a m s k r M S V g": a letter for each column. */
static bool is_cdx(struct str line)
{
	struct str word = {0};

	if (!str_cut(&line, ' ', &word) || !str_eq(word, STR("CDX")) || !line.n)
		return false;
	line = str_trim(line);
	while (str_cut(&line, ' ', &word))
		if (word.n != 1)
			return false;
	return true;
}

/* "com,example)/path 20221010080000 {": a key, a time, an object; or what is
 * said of the index itself: "!meta 0 {". */
static bool is_cdxj(struct str line)
{
	struct str key = {0}, time = {0};

	if (!str_cut(&line, ' ', &key))
		return false;
	if (str_eq(key, STR("!meta")))
		return str_starts(line, STR("{")) ||
		       (str_cut(&line, ' ', &time) && is_digits(time) &&
			str_starts(line, STR("{")));
	return key.n && memchr(key.p, ')', key.n) &&
	       str_cut(&line, ' ', &time) && time.n == 14 && is_digits(time) &&
	       line.n;
}

/* The members of an object that are of use here. */
struct members {
	struct str format, profile, path; /* strings with their quotes */
	bool resources, wacz_version, hash;
	bool others; /* but for path, hash and signedData */
};

static void take_member(struct members *members, struct str name,
			struct str value)
{
	if (json_is(name, STR("path")))
		members->path = value;
	else if (json_is(name, STR("hash")))
		members->hash = true;
	else if (!json_is(name, STR("signedData")))
		members->others = true;
	if (json_is(name, STR("format")))
		members->format = value;
	else if (json_is(name, STR("profile")))
		members->profile = value;
	members->resources |= json_is(name, STR("resources"));
	members->wacz_version |= json_is(name, STR("wacz_version"));
}

/* As far as the object can be read; of a member that is cut off, the name. */
static void read_members(struct str object, struct members *members)
{
	struct json_scan scan = {object.p + 1, object.p + object.n, NULL};
	struct str name;

	do {
		struct str value = {0};
		const char *start;
		bool whole;

		json_scan_space(&scan);
		if (!json_scan_name(&scan, &name))
			return;
		start = scan.p;
		whole = json_scan_value(&scan, JSON_DEPTH_MAX - 1);
		if (whole)
			value = (struct str){start, (size_t)(scan.p - start)};
		take_member(members, name, value);
		if (!whole)
			return;
		json_scan_space(&scan);
	} while (scan.p < scan.end && *scan.p++ == ',');
}

static bool says(struct str value, struct str text)
{
	return json_kind(value) == '"' && json_is(value, text);
}

bool aside_is(struct str head)
{
	struct members members = {0};
	struct str rest = head, line = {0};

	if (head.n > SNIFF_SIZE)
		rest.n = head.n = SNIFF_SIZE;
	if (!str_starts(head, STR("{")))
		return str_cut(&rest, '\n', &line) &&
		       (is_cdx(line) || is_cdxj(line));
	read_members(head, &members);
	return says(members.format, STR("json-pages-1.0")) ||
	       (says(members.profile, STR("data-package")) &&
		(members.resources || members.wacz_version)) ||
	       (says(members.path, STR("datapackage.json")) && members.hash &&
		!members.others);
}
