/* SPDX-License-Identifier: GPL-3.0-or-later
 * Links as exports write them, and whose they are; and ids made from titles. */
#include <string.h>

#include "base/link.h"
#include "core/words.h"
#include "io/import.h"

/* Letters, digits, hyphens and dots, one dot inside at least, a top level of letters; no file's
 * name. */
static bool is_host(const char *text, size_t length)
{
    size_t last_dot = 0;
    for (size_t i = 0; i < length; i++) {
        const char c = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] | 0x20) : text[i];
        if (c == '.' && i) last_dot = i;
        if (!(c == '.' || c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
            return false;
    }
    static const char *const files[] = {".md", ".html", ".htm", ".pdf", ".txt", ".ipynb", ".json"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (last_dot && strlen(files[i]) == length - last_dot &&
            sp_link_begins_with(text + last_dot, files[i]))
            return false;
    if (!last_dot || length - last_dot < 3) return false;
    for (size_t i = last_dot + 1; i < length; i++)
        if ((text[i] | 0x20) < 'a' || (text[i] | 0x20) > 'z') return false;
    return true;
}

const char *sp_import__read_link(const char *text, sp_arena *a)
{
    if (sp_link_scheme_length(text)) return sp_link_fault(text) ? NULL : text;
    if (strpbrk(text, " \"<>\\^`{|}")) return NULL;
    if (sp_link_begins_with(text, "//")) text += 2;
    const size_t host = strcspn(text, "/?#:");
    if (!is_host(text, host) || (text[host] && text[host] != '/')) return NULL;
    sp_buffer b = {.arena = a};
    sp_buffer_puts(&b, "https://");
    sp_buffer_puts(&b, text);
    return b.failed ? NULL : b.text;
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
    link += sp_link_scheme_length(link);
    const size_t length = strcspn(link, "/?#:");
    for (size_t i = 0; i < sizeof platforms / sizeof *platforms; i++) {
        const size_t n = strlen(platforms[i].host);
        if (n > length || !sp_link_begins_with(link + length - n, platforms[i].host)) continue;
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
