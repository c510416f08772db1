/*
 * element_stack.h - the elements that are open at one place of a page.
 *
 * A flat array with the page at its bottom (index 0). Each element carries
 * what it inherits, so that nothing looks down the stack; finding the
 * topmost element of a tag takes one step. At most STACK_DEPTH_MAX elements
 * are open at once: deeper ones are looked through (their text belongs to
 * the deepest one), and counted, so that their end tags close nothing else.
 */
#ifndef ELEMENT_STACK_H
#define ELEMENT_STACK_H

#include <stdbool.h>
#include <stdint.h>

#include "elements.h"

enum {
	STACK_DEPTH_MAX = 512,	/* as browsers: Chrome's limit is 512 */
	STACK_INLINE_MAX = 384, /* unclosed <b> and <font> leave room for
				 * blocks */
};

struct element {
	uint8_t tag;	   /* enum tag; TAG_NONE: the page, or disowned */
	uint8_t block_tag; /* enum block_tag of text in it */
	uint8_t level;	   /* of that, if a heading */
	bool skip;	   /* its text is no text of the page */
	bool own_time, time;
	uint16_t same;	/* the next element of this tag below; 0: none */
	uint16_t block; /* nearest ELEMENT_BLOCK, itself included; 0: none */
	uint16_t scope; /* nearest ELEMENT_SCOPE */
	uint16_t list;	/* nearest ELEMENT_LIST or ELEMENT_SCOPE */
	uint32_t own_flags, flags; /* enum block_flag */
	uint32_t own_link, link;   /* number of the <a href>; 0: none */
	uint32_t box;	 /* number of the box that p, li... in it stand in */
	uint32_t holder; /* number of the box that text in it stands in */
	uint32_t own_wrapper, wrapper; /* number of the nearest; 0: none */
	uint32_t path;	/* hash of tags and class names down to here */
	uint32_t depth; /* open ELEMENT_BLOCK elements */
};

struct element_stack {
	uint32_t numbers;	    /* elements so far; the page is 0 */
	unsigned top;		    /* index */
	uint16_t top_of[TAG_COUNT]; /* topmost of each tag; 0: none is open */
	bool flattened;		    /* any of the next is not 0 */
	uint32_t too_deep[TAG_COUNT];
	struct element element[STACK_DEPTH_MAX + 1];
};

/* What an element's own tag and attributes say. */
struct element_start {
	enum tag tag;
	uint32_t flags;
	uint32_t class_hash;
	uint32_t wrapper; /* its number, if it is one; else 0 */
	uint32_t box;	  /* the same */
	bool link;	  /* <a href> */
	bool comments;	  /* a section of readers' comments */
};

void element_stack_init(struct element_stack *stack);

static inline const struct element *
element_stack_top(const struct element_stack *stack)
{
	return &stack->element[stack->top];
}

/* Open an element, if there is room. */
void element_stack_push(struct element_stack *stack,
			struct element_start start);

/* Close the element at index (not 0) and all above it. */
void element_stack_pop(struct element_stack *stack, unsigned index);

/* Close the topmost element of a tag, and leave those above it open. */
void element_stack_disown(struct element_stack *stack, enum tag tag);

#endif
