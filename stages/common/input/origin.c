#include "origin.h"

#include "ascii.h"
#include "sniff.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * Parameters that analytics, ad and mail systems add to links, from the
 * documentation of those systems: Google (utm_, gclid, _ga ...), Facebook,
 * Microsoft, Yandex, Mailchimp, Zalo.
 */
static bool is_tracking(struct str param)
{
	static const char *const names[] = {
		"fbclid",  "gclid", "gclsrc", "dclid",	"gbraid", "wbraid",
		"msclkid", "yclid", "igshid", "igsh",	"mc_cid", "mc_eid",
		"_ga",	   "_gl",   "zarsrc", "zanpid", "ttclid", "twclid",
	};
	const char *equals = param.n ? memchr(param.p, '=', param.n) : NULL;
	const struct str name = {param.p,
				 equals ? (size_t)(equals - param.p) : param.n};

	return ascii_starts(name, STR("utm_")) ||
	       ascii_is_one_of(name, names, COUNT(names));
}

static struct str cut_at(struct str s, char c)
{
	const char *at = s.n ? memchr(s.p, c, s.n) : NULL;

	if (at)
		s.n = (size_t)(at - s.p);
	return s;
}

void origin_locator(struct str url, struct buf *out)
{
	struct str rest, param;
	char sep = '?';

	url = cut_at(url, '#');
	rest = cut_at(url, '?');
	buf_add_str(out, rest);
	rest = str_skip(url, rest.n + 1);
	while (str_cut(&rest, '&', &param)) {
		if (is_tracking(param))
			continue;
		buf_add_char(out, sep);
		buf_add_str(out, param);
		sep = '&';
	}
}

/* What stands between the scheme and the path; empty if it is no address on
 * the web. */
static struct str authority(struct str url)
{
	const struct str whole = url;
	const char *at;
	size_t end;

	if (ascii_starts(url, STR("http://")))
		url = str_skip(url, 7);
	else if (ascii_starts(url, STR("https://")))
		url = str_skip(url, 8);
	else if (str_starts(url, STR("//")))
		url = str_skip(url, 2);
	for (end = 0; end < url.n && !memchr("/?#\\", url.p[end], 4); end++)
		;
	url.n = end;
	at = url.n ? memrchr(url.p, '@', url.n) : NULL;
	if (at && url.p == whole.p)
		return (struct str){0}; /* a user, but no scheme: mail */
	return at ? str_skip(url, (size_t)(at + 1 - url.p)) : url;
}

static struct str without_port(struct str host)
{
	size_t n = host.n;

	while (n && ascii_is_digit(host.p[n - 1]))
		n--;
	if (n && host.p[n - 1] == ':')
		host.n = n - 1;
	return host;
}

static bool is_host(struct str host)
{
	size_t i;
	bool dot = false;

	for (i = 0; i < host.n; i++) {
		if ((unsigned char)host.p[i] <= ' ' || host.p[i] == ':')
			return false;
		dot |= host.p[i] == '.' && i;
	}
	return dot;
}

/* The host is the same outlet on the desk and in the hand. */
static struct str without_prefixes(struct str host)
{
	static const char *const prefixes[] = {"www.", "m.", "mobile.", "amp."};
	size_t i = 0;

	while (i < COUNT(prefixes)) {
		const struct str rest = str_skip(host, strlen(prefixes[i]));

		if (ascii_starts(host, str_from(prefixes[i])) &&
		    is_host(rest)) {
			host = rest;
			i = 0;
		} else {
			i++;
		}
	}
	return host;
}

void origin_host(struct str url, struct buf *out)
{
	struct str host = authority(str_trim(url));
	size_t i;

	host = without_port(host);
	if (host.n && host.p[host.n - 1] == '.')
		host.n--;
	if (!is_host(host))
		return;
	host = without_prefixes(host);
	for (i = 0; i < host.n; i++)
		buf_add_char(out, ascii_lower(host.p[i]));
}

struct str origin_clean(struct str path)
{
	while (path.n) {
		if (path.p[0] == '/')
			path = str_skip(path, 1);
		else if (str_starts(path, STR("./")))
			path = str_skip(path, 2);
		else
			break;
	}
	return path;
}

/* The next that counts; false: there is none. */
static bool next_component(struct str *path, struct str *part)
{
	while (str_cut(path, '/', part))
		if (part->n && !str_eq(*part, STR(".")))
			return true;
	return false;
}

bool origin_climbs(struct str path)
{
	struct str part = {0};

	while (next_component(&path, &part))
		if (str_eq(part, STR("..")))
			return true;
	return false;
}

bool origin_below(struct str path, struct str base, struct buf *out)
{
	struct str part = {0}, of_base = {0};

	if (str_starts(path, STR("/")) != str_starts(base, STR("/")))
		return false;
	while (next_component(&base, &of_base))
		if (!next_component(&path, &part) || !str_eq(part, of_base))
			return false;
	if (!next_component(&path, &part))
		return false;
	buf_add_str(out, part);
	while (next_component(&path, &part)) {
		buf_add_char(out, '/');
		buf_add_str(out, part);
	}
	return true;
}

struct str origin_folder(struct str path)
{
	struct str part = {0};

	while (str_cut(&path, '/', &part)) {
		if (!part.n || str_eq(part, STR(".")) ||
		    str_eq(part, STR("..")))
			continue;
		/* the last part is the file, not a folder */
		return path.n ? part : (struct str){0};
	}
	return (struct str){0};
}

static struct str without_ending(struct str name, struct str ending)
{
	if (name.n > ending.n && ascii_ends(name, ending))
		name.n -= ending.n;
	return name;
}

struct str origin_stem(struct str path)
{
	static const char *const archives[] = {".tar", ".tgz", ".zip"};
	const char *slash = path.n ? memrchr(path.p, '/', path.n) : NULL;
	struct str name =
		slash ? str_skip(path, (size_t)(slash + 1 - path.p)) : path;
	const char *dot;
	size_t i;

	name = sniff_plain_name(name);
	for (i = 0; i < COUNT(archives); i++) {
		const struct str base =
			without_ending(name, str_from(archives[i]));

		if (base.n != name.n)
			return base;
	}
	dot = name.n ? memrchr(name.p, '.', name.n) : NULL;
	if (dot && dot > name.p)
		name.n = (size_t)(dot - name.p);
	return name;
}

void origin_source(struct str url, struct str path, struct buf *out)
{
	const size_t before = out->n;
	struct str folder;

	origin_host(url, out);
	if (out->n != before)
		return;
	folder = origin_folder(path);
	buf_add_str(out, folder.p ? folder : origin_stem(path));
}
