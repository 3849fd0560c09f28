/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures that stay pictures whatever a catalogue calls its topics: a reader of XML that is made
 * for this test alone walks through them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "small_catalog.h"
#include "studypath/studypath.h"
#include "unit/arena_fixture.h"
#include "view/svg.h"

static void escapes(const char *text, const char *expected)
{
    sp_buffer b = {.arena = arena};
    sp_svg__escape(&b, text);
    assert_false(b.failed);
    assert_string_equal(b.text ? b.text : "", expected);
}

static void text_is_made_safe_for_xml(void **state)
{
    (void)state;
    escapes("", "");
    escapes("plain", "plain");
    escapes("<a href=\"x\">'&amp;'</a>",
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;&lt;/a&gt;");
    escapes("]]>", "]]&gt;");
    escapes("a\x01\x1b\x7f\tz", "a????z");
    escapes("\xef\xbf\xbe|\xef\xbf\xbf|\xef\xbf\xbd", "?|?|\xef\xbf\xbd"); /* U+FFFE to U+FFFD */
    escapes("\xe2\x80\xae"
            "abc",
            "?abc");           /* an override */
    escapes("\xff\xc3", "??"); /* no UTF-8 */
    escapes("\xef\xbf", "??"); /* the beginning of a character */
    escapes("\xe7\xb7\x9a", "\xe7\xb7\x9a");
}

/* ---- a reader of the XML that the pictures use ---- */

enum { MOST_OPEN = 8 };

typedef struct walk {
    const char *open[MOST_OPEN];
    size_t lengths[MOST_OPEN], n_open, n_elements, n_numbers;
} walk;

/* The tag behind '<'; returns what follows it. */
static const char *take_tag(walk *x, const char *s)
{
    static const char *const known[] = {"svg",  "title", "desc",   "style",
                                        "rect", "text",  "circle", "g"};
    const bool closes = *s == '/';
    s += closes;
    const size_t length = strcspn(s, " />");
    bool is_known = false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        is_known = is_known || (strlen(known[i]) == length && memcmp(known[i], s, length) == 0);
    if (!is_known) fail_msg("an element <%.20s", s);
    const char *end = strchr(s, '>');
    assert_non_null(end);
    for (const char *quote = strchr(s, '"'); quote && quote < end;) { /* attributes are quoted */
        quote = strchr(quote + 1, '"');
        assert_true(quote && quote < end);
        quote = strchr(quote + 1, '"');
    }
    if (closes) {
        assert_true(x->n_open > 0);
        x->n_open--;
        assert_int_equal(x->lengths[x->n_open], length);
        assert_memory_equal(x->open[x->n_open], s, length);
    } else {
        x->n_elements++;
        x->n_numbers += strstr(s, "class=\"number n") && strstr(s, "class=\"number n") < end;
    }
    if (!closes && end[-1] != '/') {
        assert_true(x->n_open < MOST_OPEN);
        x->lengths[x->n_open] = length;
        x->open[x->n_open++] = s;
    }
    return end + 1;
}

static walk walk_through(const char *svg)
{
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    walk x = {.n_open = 0};
    assert_memory_equal(svg, head, strlen(head));
    for (const char *s = svg + strlen(head); *s;) {
        const unsigned char c = (unsigned char)*s;
        assert_true(c >= 0x20 || c == '\n');
        assert_true(c != '>');
        if (c == '&') {
            const size_t length = strcspn(s, ";");
            assert_true(length >= 3 && length <= 5);
        }
        s = c == '<' ? take_tag(&x, s + 1) : s + 1;
    }
    assert_int_equal(x.n_open, 0);
    assert_null(strstr(svg, "url("));
    assert_null(strstr(svg, "@import"));
    return x;
}

static const char *draw(const sp_catalog *c)
{
    sp_stats stats;
    assert_int_equal(sp_stats_make(&stats, c, arena, NULL), SP_OK);
    const char *svg = sp_view_stats_svg(&stats, c, arena);
    assert_non_null(svg);
    return svg;
}

static void every_cell_has_its_number(void **state)
{
    (void)state;
    enum { LEGEND = 6 + 2 };
    small_world w;
    small_world_make(&w);
    w.catalog.id = "small";
    const char *svg = draw(&w.catalog);
    const walk x = walk_through(svg);
    assert_int_equal(x.n_numbers, SMALL_TOPICS * 3 + LEGEND);
    assert_non_null(strstr(svg, "<title>Matrices, use: 2 courses, 2 suppliers</title>"));
    assert_non_null(strstr(svg, "role=\"img\""));
    assert_non_null(strstr(svg, "<title id=\"studypath-title\">What small covers</title>"));
    assert_non_null(strstr(svg, "<desc id=\"studypath-desc\">A table of 5 topics"));
    small_world_free(&w);
}

static void any_names_leave_a_picture(void **state)
{
    (void)state;
    static const char longer[] = "a name that is much longer than the room that there is for "
                                 "names, and has <signs> at its end & beyond";
    static const char *const names[] = {"<script>alert(1)</script>",
                                        "\" onload=\"x",
                                        "]]>&]]",
                                        "\x01\x02\xff",
                                        "\xe7\xb7\x9a\xe5\xbd\xa2\xe4\xbb\xa3\xe6\x95\xb0",
                                        "",
                                        "</text></svg>",
                                        "&#x0;",
                                        longer};
    small_world w;
    small_world_make(&w);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t t = 0; t < SMALL_TOPICS; t++) {
            w.catalog.topics.items[t].name = names[i];
            w.catalog.topics.items[t].area = names[(i + t) % 3];
        }
        w.catalog.id = w.catalog.version = names[i];
        const walk x = walk_through(draw(&w.catalog));
        assert_true(x.n_elements > SMALL_TOPICS * 3);
    }
    small_world_free(&w);
}

static void many_topics_take_two_columns(void **state)
{
    (void)state;
    enum { MANY = 40 };
    static sp_topic topics[MANY];
    static char areas[MANY][4];
    for (size_t t = 0; t < MANY; t++) {
        snprintf(areas[t], sizeof areas[t], "%zu", t / 8);
        topics[t] = (sp_topic){.id = "t", .name = "t", .area = areas[t]};
    }
    sp_topic_id order[MANY] = {0};
    sp_catalog c = {.id = "many", .topics = {.items = topics, .n_items = MANY, .order = order}};
    assert_non_null(strstr(draw(&c), "viewBox=\"0 0 1124 808\"")); /* 3 areas and 2 */
    walk_through(draw(&c));
    c.topics.n_items = 8; /* one area */
    assert_non_null(strstr(draw(&c), "viewBox=\"0 0 566 368\""));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(text_is_made_safe_for_xml),
        TEST(every_cell_has_its_number),
        TEST(any_names_leave_a_picture),
        TEST(many_topics_take_two_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
