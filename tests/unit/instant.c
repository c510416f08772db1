/* Moments that machines wrote down, in the forms that corpora have them. */
#include "../../stages/common/input/instant.h"

#include "tap.h"

static struct buf out;

static const char *put(const char *text)
{
	buf_reset(&out);
	buf_add_text(&out, "");
	return instant_put(str_from(text), &out) ? out.p : "none";
}

static void stamps(void)
{
	is_str(put("2022-10-10T07:00:00Z"), "2022-10-10T07:00:00Z");
	is_str(put("2022-10-10t07:00:00.25z"), "2022-10-10T07:00:00.25Z");
	is_str(put("2022-10-10T07:00:00-03:30"), "2022-10-10T07:00:00-03:30");
	is_str(put("2022-10-10 07:00:00+0700"), "2022-10-10T07:00:00+07:00");
	is_str(put("2022-10-10 07:00:00+00:00"), "2022-10-10T07:00:00Z");
	is_str(put("2022-10-10 07:00:00"), "2022-10-10T07:00:00Z");
	is_str(put("2022-10-10T07:00:00.123456"),
	       "2022-10-10T07:00:00.123456Z");
	is_str(put("2022-10-10 07:05"), "2022-10-10T07:05:00Z");
	is_str(put("2022-10-10"), "2022-10-10T00:00:00Z");
	is_str(put("2024-02-29"), "2024-02-29T00:00:00Z");
	is_str(put("2000-02-29"), "2000-02-29T00:00:00Z");
	is_str(put("2016-12-31T23:59:60Z"), "2016-12-31T23:59:60Z");
	is_str(put("20221010070005"), "2022-10-10T07:00:05Z");
}

static void numbers(void)
{
	is_str(put("1665385200"), "2022-10-10T07:00:00Z");
	is_str(put("1665385200.0"), "2022-10-10T07:00:00Z");
	is_str(put("1.6653852E9"), "2022-10-10T07:00:00Z");
	is_str(put("1665385200123"), "2022-10-10T07:00:00.123Z");
	is_str(put("1665385200.5"), "2022-10-10T07:00:00.500Z");
	is_str(put("631152000"), "1990-01-01T00:00:00Z");
	is_str(put("4102444799999"), "2099-12-31T23:59:59.999Z");
}

static void no_moments(void)
{
	static const char *const none[] = {
		"",
		"yesterday",
		"2022",
		"2022-10",
		"20221010",
		"0",
		"-1665385200",
		"631151999",
		"4102444800",
		"1665385200123456",
		"1e999",
		"0x63439b70",
		"1665385200x",
		"2022-13-01",
		"2022-00-01",
		"2022-10-00",
		"2023-02-29",
		"1900-02-29",
		"2200-02-29",
		"2022-10-10T",
		"2022-10-10T24:00:00Z",
		"2022-10-10T07:60:00Z",
		"2022-10-10T07:00:61Z",
		"2022-10-10T07:00:00.Z",
		"2022-10-10T07:00:00+7",
		"2022-10-10T07:00:00+24:00",
		"2022-10-10T07:00:00 UTC",
		"2022-10-10Z",
		"2022-10-10T07:00:00Zx",
		"20221310070000",
		"99991010070000000",
	};
	size_t i;

	for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		is_str(put(none[i]), "none");
		ok(!out.n);
	}
}

static void rfc3339(void)
{
	ok(instant_is_rfc3339(STR("2022-10-10T07:00:00Z")));
	ok(instant_is_rfc3339(STR("2022-10-10 07:00:00.5z")));
	ok(instant_is_rfc3339(STR("2022-10-10t07:00:00+07:00")));
	ok(!instant_is_rfc3339(STR("2022-10-10T07:00:00+0700")));
	ok(!instant_is_rfc3339(STR("2022-10-10T07:00:00")));
	ok(!instant_is_rfc3339(STR("2022-10-10T07:00:00.123")));
	ok(!instant_is_rfc3339(STR("2022-10-10T07:00+07:00")));
	ok(!instant_is_rfc3339(STR("2022-02-30T07:00:00Z")));
	ok(!instant_is_rfc3339(STR("")));
}

static bool is_at(const char *text, time_t seconds, long nanos)
{
	struct timespec at;

	return instant_read(str_from(text), &at) && at.tv_sec == seconds &&
	       at.tv_nsec == nanos;
}

static void seconds(void)
{
	struct timespec at;

	ok(is_at("2022-10-10T07:00:00Z", 1665385200, 0));
	ok(is_at("2022-10-10T07:00:00+07:00", 1665360000, 0));
	ok(is_at("2022-10-10 07:00:00.25-00:30", 1665387000, 250000000));
	ok(is_at("2022-10-10", 1665360000, 0));
	ok(is_at("1969-12-31", -86400, 0));
	ok(is_at("2022-10-10T07:00:00.1234567899", 1665385200, 123456789));
	ok(is_at("@1665385200", 1665385200, 0) && is_at("@0", 0, 0));
	ok(!instant_read(STR("1665385200"), &at));
	ok(!instant_read(STR("@"), &at) && !instant_read(STR("@-1"), &at));
	ok(!instant_read(STR("@99999999999999999999"), &at));
	ok(!instant_read(STR("10/10/2022"), &at));
}

int main(void)
{
	stamps();
	numbers();
	no_moments();
	rfc3339();
	seconds();
	buf_release(&out);
	return tap_done();
}
