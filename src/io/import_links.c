/* SPDX-License-Identifier: GPL-3.0-or-later
 * Links: which are some, which are the same, whose they are; and ids made from titles. */
#include <string.h>

#include "core/words.h"
#include "io/import.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool begins_with(const char *text, const char *beginning)
{
    for (; *beginning; text++, beginning++)
        if (lower(*text) != *beginning) return false;
    return true;
}

static size_t scheme_length(const char *text)
{
    return begins_with(text, "https://") ? 8 : begins_with(text, "http://") ? 7 : 0;
}

/* Letters, digits, hyphens and dots, one dot inside at least, a top level of letters; no file's
 * name. */
static bool is_host(const char *text, size_t length)
{
    size_t last_dot = 0;
    for (size_t i = 0; i < length; i++) {
        const char c = lower(text[i]);
        if (c == '.' && i) last_dot = i;
        if (!(c == '.' || c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
    }
    static const char *const files[] = {".md", ".html", ".htm", ".pdf", ".txt", ".ipynb", ".json"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (last_dot && strlen(files[i]) == length - last_dot &&
            begins_with(text + last_dot, files[i]))
            return false;
    if (!last_dot || length - last_dot < 3) return false;
    for (size_t i = last_dot + 1; i < length; i++)
        if (lower(text[i]) < 'a' || lower(text[i]) > 'z') return false;
    return true;
}

const char *sp_import__read_link(const char *text, sp_arena *a)
{
    const size_t scheme = scheme_length(text);
    if (strpbrk(text, " \"<>\\^`{|}")) return NULL;
    if (scheme) return text[scheme] && text[scheme] != '/' ? text : NULL;
    if (begins_with(text, "//")) text += 2;
    const size_t host = strcspn(text, "/?#:");
    if (!is_host(text, host) || (text[host] && text[host] != '/')) return NULL;
    sp_buffer b = {.arena = a};
    sp_buffer_puts(&b, "https://");
    sp_buffer_puts(&b, text);
    return b.failed ? NULL : b.text;
}

static bool is_tracking(const char *parameter)
{
    static const char *const names[] = {"utm_",       "ref=",    "referrer=", "ranmid=", "raneaid=",
                                        "ransiteid=", "siteid=", "gclid=",    "fbclid=", "coupon"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (begins_with(parameter, names[i])) return true;
    return false;
}

const char *sp_import__link_key(const char *link, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    link += scheme_length(link);
    if (begins_with(link, "www.")) link += 4;
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

const char *sp_import__platform(const char *link)
{
    static const struct {
        const char *host, *name;
    } platforms[] = {{"coursera.org", "Coursera"},
                     {"edx.org", "edX"},
                     {"udemy.com", "Udemy"},
                     {"udacity.com", "Udacity"},
                     {"futurelearn.com", "FutureLearn"},
                     {"khanacademy.org", "Khan Academy"},
                     {"ocw.mit.edu", "MIT OpenCourseWare"},
                     {"youtube.com", "YouTube"},
                     {"youtu.be", "YouTube"},
                     {"datacamp.com", "DataCamp"},
                     {"pluralsight.com", "Pluralsight"},
                     {"brilliant.org", "Brilliant"},
                     {"swayam.gov.in", "SWAYAM"},
                     {"nptel.ac.in", "NPTEL"}};
    link += scheme_length(link);
    const size_t length = strcspn(link, "/?#:");
    for (size_t i = 0; i < sizeof platforms / sizeof *platforms; i++) {
        const size_t n = strlen(platforms[i].host);
        if (n > length || !begins_with(link + length - n, platforms[i].host)) continue;
        if (n == length || link[length - n - 1] == '.') return platforms[i].name;
    }
    return NULL;
}

void sp_import__slug(char *out, size_t most, const char *text)
{
    size_t n = 0, border = 0, left = strnlen(text, 4096);
    bool pending = false, whole = false; /* whether it stopped between words */
    while (left && n < most) {
        uint32_t point;
        size_t step = sp_utf8_decode(&point, text, left);
        const char letter = step ? sp_fold_letter(point) : 0;
        const bool inside = step && (point == '\'' || point == 0x2019); /* CS50's is cs50s */
        if (!step) step = 1;
        text += step;
        left -= step;
        if (!letter) {
            pending = pending || !inside;
            continue;
        }
        if (pending && n) {
            whole = n + 1 >= most;
            if (whole) break;
            border = n;
            out[n++] = '-';
        }
        out[n++] = letter;
        pending = false;
    }
    uint32_t next;
    if (left && !whole && border && sp_utf8_decode(&next, text, left) && sp_fold_letter(next))
        n = border;
    out[n] = '\0';
}
