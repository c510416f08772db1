#include "../../stages/strip/blocks.h"

#include "buf.h"
#include "tap.h"

static struct page page;

static void read_html(const char *html)
{
	page_reset(&page);
	page_from_html(&page, str_from(html));
}

/* The page's blocks as "kind: text | kind: text". */
static const char *blocks_of(const char *html)
{
	static const char *const kinds[] = {
		[BLOCK_TEXT] = "text", [BLOCK_P] = "p",
		[BLOCK_HEADING] = "h", [BLOCK_LI] = "li",
		[BLOCK_QUOTE] = "q",   [BLOCK_CELL] = "cell",
		[BLOCK_PRE] = "pre",   [BLOCK_FIGCAPTION] = "fig",
		[BLOCK_TIME] = "time", [BLOCK_DT] = "dt",
	};
	static struct buf out;

	buf_reset(&out);
	buf_add_text(&out, "");
	read_html(html);
	for (size_t i = 0; i < page.count; i++) {
		const struct block *block = &page.block[i];

		buf_addf(&out, "%s%s", i ? " | " : "", kinds[block->tag]);
		if (block->level)
			buf_addf(&out, "%u", block->level);
		buf_addf(&out, ": %.*s", (int)block->text.n, block->text.p);
	}
	return out.p;
}

/* The first block of html that has this text; a page without it fails. */
static const struct block *block_of(const char *html, const char *text)
{
	static const struct block none;

	read_html(html);
	for (size_t i = 0; i < page.count; i++)
		if (str_eq(page.block[i].text, str_from(text)))
			return &page.block[i];
	ok(!"the block is there");
	return &none;
}

static uint32_t flags_of(const char *html, const char *text)
{
	return block_of(html, text)->flags;
}

static void test_blocks(void)
{
	is_str(blocks_of(""), "");
	is_str(blocks_of("a<p>b<div>c</div>d"), "text: a | p: b | text: c | "
						"text: d");
	is_str(blocks_of("<h1>a</h1><h3>b</h3>"), "h1: a | h3: b");
	is_str(blocks_of("<h2><div>a</div></h2><h3><p>b"), "h2: a | h3: b");
	is_str(blocks_of("<ul><li>a<li>b<ul><li>c</ul>d</ul>"),
	       "li: a | li: b | li: c | li: d");
	is_str(blocks_of("<dl><dt>a<dd>b</dl>"), "dt: a | dt: b");
	is_str(blocks_of("<table><tr><td>a<th>b<tr><td><p>c</table>d"),
	       "cell: a | cell: b | p: c | text: d");
	is_str(blocks_of("<blockquote><p>a</p></blockquote><pre>b\n c</pre>"),
	       "q: a | pre: b c");
	is_str(blocks_of("<figure><img alt=x><figcaption>a</figcaption>"
			 "<p>b</figure>"),
	       "fig: a | fig: b");
	is_str(blocks_of("<p><time>10/10</time></p><p>a <time>b</time>"),
	       "time: 10/10 | p: a b");
	is_str(blocks_of("<li><section>a</section></li>"), "text: a");
}

static void test_inline(void)
{
	is_str(blocks_of("a<b>b</b>c <i>d</i>\n<a href=x>e</a>"),
	       "text: abc d e");
	is_str(blocks_of("a<br>b<br> <!--x--> <br/>c</br></br>d"),
	       "text: a b | text: c | text: d");
	is_str(blocks_of("a<hr>b<wbr>c<img src=x>d"), "text: a | text: bcd");
	is_str(blocks_of("<p>a &amp; b&nbsp;&nbsp;c &#8220;d&#8221;"),
	       "p: a & b c “d”");
	is_str(blocks_of("a<x-y>b</x-y>c"), "text: abc");
}

static void test_no_text(void)
{
	is_str(blocks_of("a<script>'</p>'</script><style>x</style>b"),
	       "text: ab");
	is_str(blocks_of("<noscript><p>x</noscript><iframe>x</iframe>a"),
	       "text: a");
	is_str(blocks_of("<template><p>x</template>a<svg><text>x</svg>b"),
	       "text: a b");
	is_str(blocks_of("a <select><option>x<option>y</select> "
			 "<button>z</button> b<textarea>x</textarea>"),
	       "text: a b");
	is_str(blocks_of("<title>x</title><!--x--><!doctype x><?x?>a"),
	       "text: a");
	/* what was not closed does not swallow the page */
	is_str(blocks_of("<svg><path><div>a</div>"), "text: a");
	is_str(blocks_of("<select><option>x<p>a"), "p: a");
	is_str(blocks_of("<div><button>x</div>a"), "text: a");
}

static void test_repairs(void)
{
	is_str(blocks_of("</div></p></li>a</td>b"), "text: ab");
	is_str(blocks_of("<p>a<ul><li>b</ul>c"), "p: a | li: b | text: c");
	is_str(blocks_of("<h2>a<h3>b</h2>c"), "h2: a | h3: b | text: c");
	/* an end tag in a cell closes nothing outside of the table */
	is_str(blocks_of("<ul><li><table><td>a</ul>b</table>c</ul>d"),
	       "cell: ab | li: c | text: d");
	/* inline elements do not close blocks */
	is_str(blocks_of("<b><p>a</b>b</p>c"), "p: ab | text: c");
	ok(block_of("<a href=x><div>a</a>b</div>c", "c")->link_chars == 0);
	ok(!(flags_of("<div><form><div>a</form>b</div></div>", "b") &
	     BLOCK_IN_FORM));
}

static void test_links(void)
{
	const char *html = "<p>ab <a href=x>cd</a> e <a href=y>ờ</a>"
			   "<a name=z>f</a>";
	const struct block *block = block_of(html, "ab cd e ờf");

	ok(block->chars == 10);
	ok(block->link_chars == 3);
	ok(block->links == 2);
	block = block_of("<a href=x><h3>a</h3><p>b</a>", "b");
	ok(block->links == 1 && block->link_chars == 1);
}

static void test_boxes(void)
{
	read_html("<div><p>a<p>b<div>c</div>d</div><ul><li>e<li>f<p>g</ul>");
	ok(page.count == 7);
	ok(page.block[0].box == page.block[1].box);
	ok(page.block[0].box == page.block[3].box);
	ok(page.block[0].box != page.block[2].box);
	ok(page.block[4].box == page.block[5].box);
	ok(page.block[6].box != page.block[5].box);
	ok(page.block[0].path == page.block[1].path);
	ok(page.block[0].path != page.block[2].path);
	ok(page.block[2].depth == 2 && page.block[3].depth == 1);
	read_html("<p class=x1>a<p class=x2>b<p class=y>c");
	ok(page.block[0].path == page.block[1].path);
	ok(page.block[0].path != page.block[2].path);
}

static void test_flags(void)
{
	ok(flags_of("<nav>a</nav>b", "a") == BLOCK_IN_NAV);
	ok(flags_of("<nav>a</nav>b", "b") == 0);
	ok(flags_of("<header>a</header>bc", "a") == BLOCK_IN_HEADER);
	ok(flags_of("<article><header>a", "a") == BLOCK_IN_ARTICLE);
	ok(flags_of("<div role=navigation>a</div>bc", "a") == BLOCK_IN_NAV);
	ok(flags_of("<table><td>a", "a") == BLOCK_IN_TABLE);
	ok(flags_of("<p class=author>a", "a") == BLOCK_NAME_BYLINE);
	ok(flags_of("<div id=sidebar>a</div>bc", "a") == BLOCK_NAME_BAD);
	ok(flags_of("<div itemprop=articleBody>a", "a") ==
	   (BLOCK_NAME_GOOD | BLOCK_IN_BODY));
	/* a flag is for a block that stands in the element whole */
	ok(flags_of("<p>a <span class=related>b</span></p>", "a b") == 0);
	ok(flags_of("<p><span class=caption>a</span></p>", "a") ==
	   BLOCK_NAME_CAPTION);
	ok(flags_of("<p>By <a rel=author href=x>A. Writer</a>",
		    "By A. Writer") == BLOCK_NAME_BYLINE);
}

static void test_hidden(void)
{
	static const char *const hiding[] = {
		"hidden", "aria-hidden=true",
		"style='color:red; Display : none'",
		"style='visibility:hidden;'"};
	static const char *const showing[] = {
		"aria-hidden=false", "style='display:block'",
		"style='x-display:none'", "style=''", "hidden=until-found"};
	char html[100];

	for (size_t i = 0; i < sizeof(hiding) / sizeof(*hiding); i++) {
		snprintf(html, sizeof(html), "<p %s>a</p>bc", hiding[i]);
		ok(flags_of(html, "a") == BLOCK_HIDDEN);
	}
	for (size_t i = 0; i < sizeof(showing) / sizeof(*showing); i++) {
		snprintf(html, sizeof(html), "<p %s>a</p>bc", showing[i]);
		ok(flags_of(html, "a") == 0);
	}
	/* inside a paragraph it is a block of its own, after it */
	is_str(blocks_of("<p>a<span hidden>x</span>b</p>c"),
	       "p: ab | p: x | text: c");
}

static void test_wrappers(void)
{
	/* names of wrappers around most of a page say nothing */
	ok(flags_of("<form><p>abc</form><p>d", "abc") == 0);
	ok(flags_of("<form><p>a</form><p>bcd", "a") == BLOCK_IN_FORM);
	ok(flags_of("<div class=sidebar><p>abcd<div class=promo>x</div></div>"
		    "<p>e",
		    "abcd") == 0);
	ok(flags_of("<div class=sidebar><p>abcd<div class=promo>x</div></div>"
		    "<p>e",
		    "x") == BLOCK_NAME_BAD);
	ok(flags_of("<p>a</p><div class=comments>abcdef</div>", "abcdef") ==
	   BLOCK_NAME_BAD);
}

/* The page's meta items as "kind name=value;". */
static const char *metas_of(const char *html)
{
	static const char *const kinds[] = {
		[META_NAME] = "name",	  [META_LINK] = "link",
		[META_TITLE] = "title",	  [META_TIME] = "time",
		[META_JSONLD] = "jsonld", [META_LANG] = "lang",
		[META_H1] = "h1",	  [META_PROP] = "prop",
	};
	static struct buf out;

	buf_reset(&out);
	buf_add_text(&out, "");
	read_html(html);
	for (size_t i = 0; i < page.meta_count; i++) {
		const struct meta_item *item = &page.meta[i];

		buf_addf(&out, "%s%s %.*s=%.*s;", kinds[item->kind],
			 item->in_article ? "*" : "", (int)item->name.n,
			 item->name.n ? item->name.p : "", (int)item->value.n,
			 item->value.p);
	}
	return out.p;
}

static void test_metas(void)
{
	is_str(metas_of("<html lang=vi><title> a\n&amp; b</title>"),
	       "lang =vi;title =a & b;");
	is_str(metas_of("<meta property=\"OG:Title\" content=' a  b&quot; '>"
			"<meta charset=utf-8><meta name=a>"),
	       "name og:title=a b\";");
	is_str(metas_of("<meta name=a itemprop=b content=''>"),
	       "name a=;prop b=;");
	is_str(metas_of("<meta itemprop='dateCreated datePublished' "
			"content=1><meta property='og:a og:b' content=2>"),
	       "prop datecreated=1;prop datepublished=1;name og:a=2;"
	       "name og:b=2;");
	is_str(metas_of("<h1>a</h1><b itemprop=datePublished content=1>x</b>"),
	       "h1 =a;prop* datepublished=1;");
	is_str(metas_of("<link rel=Canonical href='/a?b&amp;c'>"),
	       "link canonical=/a?b&c;");
	is_str(metas_of("<script type='application/ld+json'>{\"a\":\"&lt;\"}"
			"</script><script>x</script>"),
	       "jsonld ={\"a\":\"&lt;\"};");
	is_str(metas_of("<span itemprop=datePublished content=2022>x</span>"),
	       "prop datepublished=2022;");
}

static void test_times(void)
{
	is_str(metas_of("<time datetime=1>x</time><h1>a<b>b</b></h1>"),
	       "time* =1;h1 =ab;");
	is_str(metas_of("<h1>a</h1><p>b<time datetime=1></time>"),
	       "h1 =a;time* =1;");
	is_str(metas_of("<time datetime=1></time><p><p>1<p>2<p>3<p>4<p>5<p>6"
			"<p>7<p>8<p>9<h1>a</h1>"),
	       "time =1;h1 =a;");
	is_str(metas_of("<main><time datetime=1></time></main>"), "time* =1;");
	is_str(metas_of("<time>x</time><time datetime=2></time>"), "time =2;");
	is_str(metas_of("<time itemprop=dateModified datetime=1></time>"),
	       "time datemodified=1;");
}

static void test_depth(void)
{
	struct buf html = {0};

	/* flattened below 512, nothing lost, and all of it closed again */
	for (unsigned i = 0; i < 2000; i++)
		buf_add_text(&html, "<div>");
	buf_add_text(&html, "<p>a</p>b");
	for (unsigned i = 0; i < 2000; i++)
		buf_add_text(&html, "</div>");
	buf_add_text(&html, "<p>c");
	is_str(blocks_of(html.p), "text: a | text: b | p: c");
	ok(page.block[2].depth == 1);
	buf_reset(&html);
	/* unclosed inline elements leave room for blocks */
	for (unsigned i = 0; i < 2000; i++)
		buf_add_text(&html, "<font>");
	buf_add_text(&html, "<h2>a</h2><p>b");
	is_str(blocks_of(html.p), "h2: a | p: b");
	buf_release(&html);
}

/* Very many tiny blocks: the last ones are one, and no text is lost. */
static void test_full(void)
{
	enum { BLOCKS = 3 * PAGE_BLOCKS };
	struct buf html = {0};
	size_t chars = 0, hidden = 0;

	for (int i = 0; i < BLOCKS; i++)
		buf_add_text(&html, i % 2 ? "<p>a" : "<div><p hidden>b</div>");
	page_reset(&page);
	page_from_html(&page, buf_str(&html));
	for (size_t i = 0; i < page.count; i++) {
		const struct block *block = &page.block[i];

		for (size_t k = 0; k < block->text.n; k++) {
			chars += block->text.p[k] == 'a';
			hidden += block->text.p[k] == 'b';
		}
	}
	ok(chars == BLOCKS / 2 && hidden == BLOCKS / 2);
	ok(page.count > PAGE_BLOCKS &&
	   page.count <= PAGE_BLOCKS + html.n / PAGE_BLOCK_BYTES);
	ok(page.box_count <= PAGE_BLOCKS + html.n / PAGE_BLOCK_BYTES);
	buf_release(&html);
}

int main(void)
{
	test_full();
	test_blocks();
	test_inline();
	test_no_text();
	test_repairs();
	test_links();
	test_boxes();
	test_flags();
	test_hidden();
	test_wrappers();
	test_metas();
	test_times();
	test_depth();
	page_release(&page);
	return tap_done();
}
