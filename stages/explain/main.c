/*
 * winnow-explain - say why each line of a page is in a corpus or not.
 *
 * Three passes over the corpus: which document is meant, what it points at,
 * what those are called. Memory: the largest document.
 */
#include <string.h>

#include "cli.h"
#include "corpus.h"
#include "json.h"
#include "msg.h"
#include "output.h"
#include "story.h"

static const char *const kinds[] = {"documents", "removed"};

enum { KINDS = 2 };

static bool is_meant(const struct corpus_document *document, struct str name)
{
	const struct str metadata = record_find(&document->record, "metadata");
	const struct str url = json_member(metadata, STR("url"));
	struct buf text = {0};
	bool same;

	if (str_starts(document->id, name))
		return true;
	if (!url.p)
		return false;
	json_unescape(url, &text);
	same = text.n && str_eq(buf_str(&text), name);
	buf_release(&text);
	return same;
}

struct search {
	struct str name; /* id, its first digits, or URL */
	size_t matches;
	struct story story;
};

/* Call visit for every document. */
static void each(const char *dir, struct search *search,
		 void (*visit)(struct search *, const struct corpus_document *))
{
	const struct corpus_document *document;

	for (int i = 0; i < KINDS; i++) {
		struct corpus *corpus = corpus_open(dir, kinds[i]);

		while ((document = corpus_next(corpus)))
			visit(search, document);
		corpus_close(corpus);
	}
}

static void find(struct search *search, const struct corpus_document *document)
{
	if (!is_meant(document, search->name))
		return;
	search->matches++;
	story_targets(&search->story, document);
}

static void learn(struct search *search, const struct corpus_document *document)
{
	story_learn(&search->story, document);
}

static void tell(struct search *search, const struct corpus_document *document)
{
	if (is_meant(document, search->name))
		story_tell(&search->story, document, output_buf());
}

int main(int argc, char **argv)
{
	const struct cli_option options[] = {{0}};
	const struct cli cli = {
		.operands = "DIR ID",
		.purpose = "say why each line of a page is in a corpus or not",
		.options = options,
	};
	const int first = cli_parse(&cli, argc, argv);
	struct search search = {0};

	if (argc - first != 2 || !*argv[first + 1]) {
		warn("wants the folder of a corpus, and an id or a URL");
		return EXIT_USAGE;
	}
	search.name = str_from(argv[first + 1]);
	each(argv[first], &search, find);
	if (search.matches != 1)
		die(search.matches
			    ? "'%s' stands for more than one document in '%s'"
			    : "no document '%s' in '%s'",
		    argv[first + 1], argv[first]);
	each(argv[first], &search, learn);
	each(argv[first], &search, tell);
	story_release(&search.story);
	cli_finish();
	return EXIT_OK;
}
