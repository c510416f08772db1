#include "order.h"

#include <endian.h>
#include <stdlib.h>

#include <xxhash.h>

#include "mem.h"

void order_init(struct order *order, struct str hosts)
{
	struct str host;

	*order = (struct order){0};
	while (str_cut(&hosts, ',', &host)) {
		host = str_trim(host);
		if (!host.n)
			continue;
		order->host = xreallocarray(order->host, order->hosts + 1,
					    sizeof(*order->host));
		order->host[order->hosts++] = host;
	}
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
	/* So that those before 1970 come first, too. */
	add_number(out, (uint64_t)page->created ^ UINT64_C(1) << 63);
	add_number(out, rank(order, page->source));
	add_number(out, UINT64_MAX - page->tokens);
	buf_add_str(out, page->id);
	add_number(out,
		   XXH3_64bits(page->paragraph,
			       page->count * sizeof(*page->paragraph)));
}

void order_release(struct order *order)
{
	free(order->host);
	*order = (struct order){0};
}
