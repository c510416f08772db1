/*
 * features.h - what the model of the main content sees of each block.
 *
 * A table of small integers, one column a feature and one row a block, the
 * columns one after the other in memory, so that a model looks at many
 * blocks at once. Before the first row and behind the last one each column
 * has FEATURES_PAD rows of FEATURE_NONE, or more, as its rows come in steps of
 * FEATURES_STEP: what stands beside a block is the same column a few rows
 * further. Widths and counts are 16 times the binary
 * logarithm of one more; shares are in percent or permille of the page.
 *
 * Boxes are the elements that hold blocks. The main box is the smallest
 * that holds three fifths of the page's prose.
 */
#ifndef FEATURES_H
#define FEATURES_H

#include <stddef.h>
#include <stdint.h>

enum {
	FEATURES_PAD = 3,
	FEATURES_STEP = 32, /* rows that are looked at side by side */
	FEATURE_NONE = -1,
	FEATURE_KINDS = 10, /* enum line_kind */
	FEATURE_TAGS = 10,  /* enum block_tag */
	FEATURE_FLAGS = 17, /* enum block_flag */
};

enum feature {
	FEATURE_WIDTH,	     /* logarithm */
	FEATURE_PROSE_WIDTH, /* of prose, outside of links; logarithm */
	FEATURE_WORD_WIDTH,  /* mean, times 8 */
	FEATURE_LINK,	     /* percent of it in links */
	FEATURE_LINKS,	     /* their number, at most 9 */
	FEATURE_DIGITS,	     /* percent */
	FEATURE_ENDS,	     /* of sentences, at most 6 */
	FEATURE_ENDED,	     /* this and those to FEATURE_INDENT: 0 or 1 */
	FEATURE_PROSE,
	FEATURE_COLON,
	FEATURE_BULLET,
	FEATURE_NAMES,
	FEATURE_TWIN,
	FEATURE_DATED,
	FEATURE_GAP,
	FEATURE_INDENT,
	FEATURE_LEVEL,	  /* of a heading */
	FEATURE_DEPTH,	  /* in elements */
	FEATURE_DECLARED, /* percent of it in the declared body */
	FEATURE_SAME,	  /* blocks that say the same; logarithm */
	FEATURE_BAD,	  /* a flag that speaks against it */
	FEATURE_KIND,	  /* one column each */
	FEATURE_TAG = FEATURE_KIND + FEATURE_KINDS,
	FEATURE_FLAG = FEATURE_TAG + FEATURE_TAGS,

	/* where it stands */
	FEATURE_NEAR_PROSE =
		FEATURE_FLAG + FEATURE_FLAGS, /* in nine blocks; logarithm */
	FEATURE_NEAR_LINKS, /* lines of links in nine blocks */
	FEATURE_FROM_TITLE, /* blocks, -30 to 60; -40: no title */
	FEATURE_PAST_TAIL,  /* behind an opener of comments, related... */
	FEATURE_FROM_TAIL,  /* blocks behind it */
	FEATURE_PAST_CARDS,

	/* the same for all blocks of a page */
	FEATURE_GOOD_SHARE,   /* permille of prose without FEATURE_BAD */
	FEATURE_PAGE_BODY,    /* permille: the most in a box named body */
	FEATURE_PAGE_ARTICLE, /* permille: the same in an article */
	FEATURE_MAIN_SHARE,   /* permille: in the main box */
	FEATURE_MAIN_LINK,    /* percent */

	/* blocks of the same tags and classes */
	FEATURE_PATH_BLOCKS, /* logarithm */
	FEATURE_PATH_PROSE,  /* permille */
	FEATURE_PATH_GOOD,   /* permille */
	FEATURE_PATH_LINK,   /* percent */
	FEATURE_PATH_WIDTH,  /* mean; logarithm */
	FEATURE_PATH_AGAIN,  /* is it that of the block before? */

	/* its box, the one around it, and the one around that */
	FEATURE_BOX_GOOD,			    /* permille */
	FEATURE_BOX_LINK = FEATURE_BOX_GOOD + 3,    /* percent */
	FEATURE_BOX_BLOCKS = FEATURE_BOX_LINK + 3,  /* logarithm */
	FEATURE_BOX_PROSE = FEATURE_BOX_BLOCKS + 3, /* logarithm */
	FEATURE_BOX_LINES = FEATURE_BOX_PROSE + 3,  /* percent that are prose */
	FEATURE_BOX_OWN = FEATURE_BOX_LINES + 3, /* permille: in no inner box */
	FEATURE_BOX_AGAIN, /* is it that of the block before? */
	FEATURE_BOX_DEPTH,
	FEATURE_IN_BODY,    /* in a box named body */
	FEATURE_BODY_SHARE, /* permille: in that */
	FEATURE_IN_GOOD,    /* in a box named content, story... */
	FEATURE_UP,   /* boxes from its own up to one that has the main box */
	FEATURE_DOWN, /* and from that down to the main box */
	FEATURE_COUNT
};

struct article;

struct features {
	int16_t *value; /* FEATURE_COUNT columns */
	size_t rows;	/* without padding */
	size_t stride;	/* of a column, with it */
	size_t size;
	struct box_sum *box; /* scratch, as those below */
	size_t boxes;
	struct group *group;
	uint32_t *slot, *of;
	size_t groups, slots, slots_size;
};

/* {0} is valid. Fill the table from an article whose lines are measured and
 * whose cards are found. Linear in blocks and boxes. */
void features_fill(struct features *features, const struct article *article);

/* Row 0 of a column; rows from -FEATURES_PAD to rows + FEATURES_PAD - 1. */
static inline int16_t *features_column(const struct features *features,
				       unsigned int column)
{
	return features->value + column * (features->rows + 2 * FEATURES_PAD) +
	       FEATURES_PAD;
}

void features_release(struct features *features);

#endif
