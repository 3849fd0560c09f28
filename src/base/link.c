/* SPDX-License-Identifier: GPL-3.0-or-later
 * See base/link.h. */
#include "base/link.h"

#include <string.h>

#include "studypath/text.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool sp_link_begins_with(const char *text, const char *beginning)
{
    for (; *beginning; text++, beginning++)
        if (lower(*text) != *beginning) return false;
    return true;
}

size_t sp_link_scheme_length(const char *text)
{
    return sp_link_begins_with(text, "https://") ? 8 : sp_link_begins_with(text, "http://") ? 7 : 0;
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) return true;
    return false;
}

/* Names between dots, none of them empty; behind a colon a port. Names of other scripts are
 * allowed. */
static bool is_host(const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    const size_t name = colon ? (size_t)(colon - text) : length;
    const size_t port = colon ? length - name - 1 : 1;
    if (!name || !port || port > 5 || memchr(text, '@', length) || memchr(text, '%', length))
        return false;
    for (size_t i = name + 1; i < length; i++)
        if (text[i] < '0' || text[i] > '9') return false;
    char before = '.';
    for (size_t i = 0; i < name; i++) {
        if (before == '.' && (text[i] == '.' || text[i] == '-')) return false;
        before = text[i];
    }
    return before != '.' && before != '-';
}

const char *sp_link_fault(const char *text)
{
    const size_t scheme = sp_link_scheme_length(text);
    if (!scheme) return "does not begin with http:// or https://";
    if (strpbrk(text, " \"<>\\^`{|}") || has_control(text))
        return "has a blank or another character that links may not have";
    if (!is_host(text + scheme, strcspn(text + scheme, "/?#")))
        return "has no host, such as example.org, after http:// or https://";
    return NULL;
}

static bool is_tracking(const char *parameter)
{
    static const char *const names[] = {"utm_",       "ref=",    "referrer=", "ranmid=", "raneaid=",
                                        "ransiteid=", "siteid=", "gclid=",    "fbclid=", "coupon"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sp_link_begins_with(parameter, names[i])) return true;
    return false;
}

const char *sp_link_key(const char *link, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    link += sp_link_scheme_length(link);
    if (sp_link_begins_with(link, "www.")) link += 4;
    const size_t host = strcspn(link, "/?#");
    for (size_t i = 0; i < host; i++) {
        const char c = lower(link[i]);
        sp_buffer_add(&b, &c, 1);
    }
    size_t path = strcspn(link + host, "?#");
    const char *rest = link + host + path;
    while (path && link[host + path - 1] == '/') path--;
    sp_buffer_add(&b, link + host, path);
    char separator = '?';
    while (*rest == '?' || *rest == '&') {
        rest++;
        const size_t length = strcspn(rest, "&#");
        if (length && !is_tracking(rest)) {
            sp_buffer_add(&b, &separator, 1);
            sp_buffer_add(&b, rest, length);
            separator = '&';
        }
        rest += length;
    }
    return b.failed ? NULL : b.text ? b.text : "";
}
