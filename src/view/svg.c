/* SPDX-License-Identifier: GPL-3.0-or-later
 * See view/svg.h. */
#include "view/svg.h"

#include <string.h>

/* U+FFFE and U+FFFF are no characters to XML 1.0, unlike to UTF-8. */
static bool is_no_character(const char *s)
{
    return memcmp(s, "\xef\xbf\xbe", 3) == 0 || memcmp(s, "\xef\xbf\xbf", 3) == 0;
}

void sp_svg__escape(sp_buffer *b, const char *text)
{
    static const struct {
        char sign;
        const char *reference;
    } references[] = {
        {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    sp_buffer safe = {.arena = b->arena};
    sp_buffer_safe(&safe, text);
    b->failed = b->failed || safe.failed;
    for (const char *s = safe.text && !safe.failed ? safe.text : ""; *s; s++) {
        const char *reference = NULL;
        for (size_t i = 0; i < sizeof references / sizeof *references; i++)
            if (references[i].sign == *s) reference = references[i].reference;
        if (reference) {
            sp_buffer_puts(b, reference);
        } else if (strlen(s) >= 3 && is_no_character(s)) {
            sp_buffer_puts(b, "?");
            s += 2;
        } else {
            sp_buffer_add(b, s, 1);
        }
    }
}

static void put_element(sp_buffer *b, const char *name, const char *text)
{
    sp_buffer_printf(b, "<%s id=\"studypath-%s\">", name, name);
    sp_svg__escape(b, text);
    sp_buffer_printf(b, "</%s>\n", name);
}

void sp_svg__open(sp_buffer *b, size_t width, size_t height, const char *title,
                  const char *description, const char *style)
{
    sp_buffer_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    sp_buffer_printf(b,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%zu\" height=\"%zu\" "
                     "viewBox=\"0 0 %zu %zu\" role=\"img\" "
                     "aria-labelledby=\"studypath-title studypath-desc\">\n",
                     width, height, width, height);
    put_element(b, "title", title);
    put_element(b, "desc", description);
    sp_buffer_printf(b, "<style>\n%s</style>\n", style);
    sp_buffer_puts(b, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
}

void sp_svg__close(sp_buffer *b)
{
    sp_buffer_puts(b, "</svg>\n");
}

void sp_svg__text(sp_buffer *b, size_t x, size_t y, const char *classes, const char *text)
{
    sp_buffer_printf(b, "<text x=\"%zu\" y=\"%zu\" class=\"%s\">", x, y, classes);
    sp_svg__escape(b, text);
    sp_buffer_puts(b, "</text>\n");
}
