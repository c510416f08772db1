#include "elements.h"

#include "name_slots.h"

/* what most blocks are */
#define BLOCK_TRAITS (ELEMENT_BLOCK | ELEMENT_CLOSES_P)
#define BOX_TRAITS (BLOCK_TRAITS | ELEMENT_BOX)
#define SECTION_TRAITS (BOX_TRAITS | ELEMENT_SECTION)
#define ROW_TRAITS (ELEMENT_BLOCK | ELEMENT_BOX | ELEMENT_TABLE)
#define CELL_TRAITS (ROW_TRAITS | ELEMENT_SCOPE)
#define LIST_TRAITS (BOX_TRAITS | ELEMENT_LIST)
#define RAW_TRAITS (ELEMENT_RAW | ELEMENT_THROUGH)

const struct element_kind element_kinds[TAG_COUNT] = {
	[TAG_NONE] = {"", ELEMENT_THROUGH, 0, 0},
	[TAG_A] = {"a", 0, 0, 0},
	[TAG_ABBR] = {"abbr", 0, 0, 0},
	[TAG_ADDRESS] = {"address", BOX_TRAITS, 0, 0},
	[TAG_AREA] = {"area", ELEMENT_VOID, 0, 0},
	[TAG_ARTICLE] = {"article", SECTION_TRAITS, 0, BLOCK_IN_ARTICLE},
	[TAG_ASIDE] = {"aside", SECTION_TRAITS, 0, BLOCK_IN_ASIDE},
	[TAG_AUDIO] = {"audio", ELEMENT_SKIP, 0, 0},
	[TAG_B] = {"b", 0, 0, 0},
	[TAG_BASE] = {"base", ELEMENT_VOID, 0, 0},
	[TAG_BIG] = {"big", 0, 0, 0},
	[TAG_BLOCKQUOTE] = {"blockquote", BOX_TRAITS, BLOCK_QUOTE, 0},
	[TAG_BODY] = {"body", ELEMENT_THROUGH | ELEMENT_BLOCK, 0, 0},
	[TAG_BR] = {"br", ELEMENT_VOID, 0, 0},
	[TAG_BUTTON] = {"button", ELEMENT_SKIP, 0, BLOCK_IN_FORM},
	[TAG_CANVAS] = {"canvas", ELEMENT_SKIP, 0, 0},
	[TAG_CAPTION] = {"caption", CELL_TRAITS, BLOCK_FIGCAPTION, 0},
	[TAG_CENTER] = {"center", BOX_TRAITS, 0, 0},
	[TAG_CITE] = {"cite", 0, 0, 0},
	[TAG_CODE] = {"code", 0, 0, 0},
	[TAG_COL] = {"col", ELEMENT_VOID, 0, 0},
	[TAG_COLGROUP] = {"colgroup", ELEMENT_THROUGH, 0, 0},
	[TAG_DATALIST] = {"datalist", ELEMENT_SKIP, 0, 0},
	[TAG_DD] = {"dd", BOX_TRAITS, BLOCK_DT, 0},
	[TAG_DEL] = {"del", 0, 0, 0},
	[TAG_DETAILS] = {"details", BOX_TRAITS, 0, 0},
	[TAG_DIALOG] = {"dialog", BOX_TRAITS, 0, 0},
	[TAG_DIR] = {"dir", LIST_TRAITS, 0, 0},
	[TAG_DIV] = {"div", BOX_TRAITS, 0, 0},
	[TAG_DL] = {"dl", LIST_TRAITS, 0, 0},
	[TAG_DT] = {"dt", BOX_TRAITS, BLOCK_DT, 0},
	[TAG_EM] = {"em", 0, 0, 0},
	[TAG_EMBED] = {"embed", ELEMENT_VOID, 0, 0},
	[TAG_FIELDSET] = {"fieldset", BOX_TRAITS, 0, 0},
	[TAG_FIGCAPTION] = {"figcaption", BOX_TRAITS, BLOCK_FIGCAPTION, 0},
	[TAG_FIGURE] = {"figure", BOX_TRAITS, BLOCK_FIGCAPTION,
			BLOCK_IN_FIGURE},
	[TAG_FONT] = {"font", 0, 0, 0},
	[TAG_FOOTER] = {"footer", SECTION_TRAITS, 0, BLOCK_IN_FOOTER},
	[TAG_FOREIGNOBJECT] = {"foreignobject", ELEMENT_BLOCK | ELEMENT_SCOPE,
			       0, 0},
	[TAG_FORM] = {"form", BOX_TRAITS, 0, BLOCK_IN_FORM},
	[TAG_FRAME] = {"frame", ELEMENT_VOID, 0, 0},
	[TAG_FRAMESET] = {"frameset", ELEMENT_THROUGH, 0, 0},
	[TAG_H1] = {"h1", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_H2] = {"h2", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_H3] = {"h3", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_H4] = {"h4", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_H5] = {"h5", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_H6] = {"h6", BLOCK_TRAITS, BLOCK_HEADING, 0},
	[TAG_HEAD] = {"head", ELEMENT_THROUGH | ELEMENT_BLOCK, 0, 0},
	[TAG_HEADER] = {"header", SECTION_TRAITS, 0, BLOCK_IN_HEADER},
	[TAG_HGROUP] = {"hgroup", BOX_TRAITS, 0, 0},
	[TAG_HR] = {"hr", ELEMENT_VOID | BLOCK_TRAITS, 0, 0},
	[TAG_HTML] = {"html", ELEMENT_THROUGH | ELEMENT_BLOCK, 0, 0},
	[TAG_I] = {"i", 0, 0, 0},
	[TAG_IFRAME] = {"iframe", RAW_TRAITS, 0, 0},
	[TAG_IMG] = {"img", ELEMENT_VOID, 0, 0},
	[TAG_INPUT] = {"input", ELEMENT_VOID, 0, 0},
	[TAG_INS] = {"ins", 0, 0, 0},
	[TAG_LABEL] = {"label", 0, 0, BLOCK_IN_FORM},
	[TAG_LEGEND] = {"legend", ELEMENT_BLOCK, 0, 0},
	[TAG_LI] = {"li", BOX_TRAITS, BLOCK_LI, 0},
	[TAG_LINK] = {"link", ELEMENT_VOID, 0, 0},
	[TAG_LISTING] = {"listing", BLOCK_TRAITS, BLOCK_PRE, 0},
	[TAG_MAIN] = {"main", SECTION_TRAITS, 0, BLOCK_IN_ARTICLE},
	[TAG_MARK] = {"mark", 0, 0, 0},
	[TAG_MATH] = {"math", ELEMENT_SKIP, 0, 0},
	[TAG_MENU] = {"menu", LIST_TRAITS, 0, BLOCK_IN_NAV},
	[TAG_META] = {"meta", ELEMENT_VOID, 0, 0},
	[TAG_NAV] = {"nav", SECTION_TRAITS, 0, BLOCK_IN_NAV},
	[TAG_NOEMBED] = {"noembed", RAW_TRAITS, 0, 0},
	[TAG_NOFRAMES] = {"noframes", RAW_TRAITS, 0, 0},
	[TAG_NOSCRIPT] = {"noscript", RAW_TRAITS, 0, 0},
	[TAG_OBJECT] = {"object", ELEMENT_SCOPE, 0, 0},
	[TAG_OL] = {"ol", LIST_TRAITS, 0, 0},
	[TAG_OPTGROUP] = {"optgroup", ELEMENT_THROUGH, 0, 0},
	[TAG_OPTION] = {"option", ELEMENT_THROUGH, 0, 0},
	[TAG_P] = {"p", BLOCK_TRAITS, BLOCK_P, 0},
	[TAG_PARAM] = {"param", ELEMENT_VOID, 0, 0},
	[TAG_PICTURE] = {"picture", ELEMENT_THROUGH, 0, 0},
	[TAG_PLAINTEXT] = {"plaintext", BLOCK_TRAITS | RAW_TRAITS, 0, 0},
	[TAG_PRE] = {"pre", BLOCK_TRAITS, BLOCK_PRE, 0},
	[TAG_Q] = {"q", 0, 0, 0},
	[TAG_S] = {"s", 0, 0, 0},
	[TAG_SCRIPT] = {"script", RAW_TRAITS, 0, 0},
	[TAG_SEARCH] = {"search", BOX_TRAITS, 0, BLOCK_IN_FORM},
	[TAG_SECTION] = {"section", SECTION_TRAITS, 0, 0},
	[TAG_SELECT] = {"select", ELEMENT_SKIP, 0, BLOCK_IN_FORM},
	[TAG_SMALL] = {"small", 0, 0, 0},
	[TAG_SOURCE] = {"source", ELEMENT_VOID, 0, 0},
	[TAG_SPAN] = {"span", 0, 0, 0},
	[TAG_STRIKE] = {"strike", 0, 0, 0},
	[TAG_STRONG] = {"strong", 0, 0, 0},
	[TAG_STYLE] = {"style", RAW_TRAITS, 0, 0},
	[TAG_SUB] = {"sub", 0, 0, 0},
	[TAG_SUMMARY] = {"summary", BLOCK_TRAITS, 0, 0},
	[TAG_SUP] = {"sup", 0, 0, 0},
	[TAG_SVG] = {"svg", ELEMENT_SKIP, 0, 0},
	[TAG_TABLE] = {"table", BOX_TRAITS, 0, BLOCK_IN_TABLE},
	[TAG_TBODY] = {"tbody", ROW_TRAITS, 0, 0},
	[TAG_TD] = {"td", CELL_TRAITS, BLOCK_CELL, 0},
	[TAG_TEMPLATE] = {"template", ELEMENT_SKIP | ELEMENT_SCOPE, 0, 0},
	[TAG_TEXTAREA] = {"textarea", RAW_TRAITS, 0, 0},
	[TAG_TFOOT] = {"tfoot", ROW_TRAITS, 0, 0},
	[TAG_TH] = {"th", CELL_TRAITS, BLOCK_CELL, 0},
	[TAG_THEAD] = {"thead", ROW_TRAITS, 0, 0},
	[TAG_TIME] = {"time", 0, 0, 0},
	[TAG_TITLE] = {"title", RAW_TRAITS, 0, 0},
	[TAG_TR] = {"tr", ROW_TRAITS, 0, 0},
	[TAG_TRACK] = {"track", ELEMENT_VOID, 0, 0},
	[TAG_TT] = {"tt", 0, 0, 0},
	[TAG_U] = {"u", 0, 0, 0},
	[TAG_UL] = {"ul", LIST_TRAITS, 0, 0},
	[TAG_VIDEO] = {"video", ELEMENT_SKIP, 0, 0},
	[TAG_WBR] = {"wbr", ELEMENT_VOID, 0, 0},
	[TAG_XMP] = {"xmp", BLOCK_TRAITS | RAW_TRAITS, 0, 0},
};

static struct name_slots slots;
_Static_assert((int)TAG_COUNT <= (int)NAMES_MAX, "too many elements");

__attribute__((constructor)) static void fill_slots(void)
{
	for (unsigned tag = TAG_NONE + 1; tag < TAG_COUNT; tag++)
		name_slots_add(&slots, element_kinds[tag].name, tag);
}

enum tag element_find(struct str name)
{
	char lower[NAME_SIZE];

	if (!name_lower(name, lower))
		return TAG_NONE;
	for (size_t slot = name_slot(lower); slots.number[slot];
	     slot = name_next_slot(slot)) {
		const unsigned tag = slots.number[slot];

		if (!memcmp(element_kinds[tag].name, lower, sizeof(lower)))
			return tag;
	}
	return TAG_NONE;
}
