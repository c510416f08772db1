#include "order.h"

#include <endian.h>
#include <stdlib.h>

#include <xxhash.h>

#include "mem.h"

static void list_hosts(struct order *order, struct str hosts)
{
	struct str host;

	while (str_cut(&hosts, ',', &host)) {
		host = str_trim(host);
		if (!host.n)
			continue;
		order->host = xreallocarray(order->host, order->hosts + 1,
					    sizeof(*order->host));
		order->host[order->hosts++] = host;
	}
}

bool order_init(struct order *order, struct str first, struct str hosts)
{
	const struct str prefer = STR("prefer=");

	*order = (struct order){0};
	if (str_eq(first, STR("longest"))) {
		order->first = ORDER_LONGEST;
	} else if (str_starts(first, prefer)) {
		order->first = ORDER_PREFERRED;
		list_hosts(order, str_skip(first, prefer.n));
	} else if (!str_eq(first, STR("earliest"))) {
		return false;
	}
	list_hosts(order, hosts);
	return true;
}

static size_t rank(const struct order *order, struct str source)
{
	size_t i;

	for (i = 0; i < order->hosts; i++)
		if (str_eq(order->host[i], source))
			break;
	return i;
}

static void add_number(struct buf *out, uint64_t number)
{
	number = htobe64(number);
	buf_add(out, &number, sizeof(number));
}

void order_key(const struct order *order, const struct shingled *page,
	       struct buf *out)
{
	const uint64_t longest = UINT64_MAX - page->tokens;

	if (order->first == ORDER_LONGEST)
		add_number(out, longest);
	else if (order->first == ORDER_PREFERRED)
		add_number(out, rank(order, page->source));
	/* So that those before 1970 come first, too. */
	add_number(out, (uint64_t)page->created ^ UINT64_C(1) << 63);
	add_number(out, rank(order, page->source));
	add_number(out, longest);
	buf_add_str(out, page->id);
	add_number(out, XXH3_64bits(page->paragraph,
				    page->count * sizeof(*page->paragraph)));
}

void order_release(struct order *order)
{
	free(order->host);
	*order = (struct order){0};
}
