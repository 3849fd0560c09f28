/* SPDX-License-Identifier: GPL-3.0-or-later
 * See terminal.h. No terminal library: the terminal itself edits the line (canonical mode), which
 * works over slow lines, in Emacs, with a screen reader. */
#include "terminal.h"

#include <errno.h>
#include <langinfo.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <unistd.h>

#include "cli.h"

enum { DEFAULT_COLUMNS = 80, MOST_COLUMNS = 76, LEAST_COLUMNS = 20 };

static volatile sig_atomic_t is_interrupted;
static sigset_t mask_before;
static struct sigaction action_before;

bool terminal_is_here(void)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static void note_interrupt(int signal)
{
    (void)signal;
    is_interrupted = 1;
}

void terminal_open(void)
{
    sigset_t interrupt;
    struct sigaction action = {.sa_handler = note_interrupt};
    sigemptyset(&action.sa_mask);
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    sigprocmask(SIG_BLOCK, &interrupt, &mask_before);
    sigaction(SIGINT, &action, &action_before);
}

void terminal_close(void)
{
    sigaction(SIGINT, &action_before, NULL);
    sigprocmask(SIG_SETMASK, &mask_before, NULL);
}

size_t terminal_columns(void)
{
    struct winsize window;
    const char *stated = getenv("COLUMNS");
    long columns = 0;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0) columns = window.ws_col;
    if (columns <= 0 && stated) columns = strtol(stated, NULL, 10);
    if (columns <= 0) columns = DEFAULT_COLUMNS;
    if (columns < LEAST_COLUMNS) return LEAST_COLUMNS;
    return columns < MOST_COLUMNS ? (size_t)columns : MOST_COLUMNS;
}

/* ---- out ---- */

static const struct {
    uint32_t point;
    const char *ascii;
} in_ascii[] = {
    {0xb1, "+/-"},   {0xb2, "^2"},   {0xb3, "^3"},    {0xb7, "*"},    {0xbd, "1/2"},
    {0xd7, "x"},     {0x2013, "-"},  {0x2014, "-"},   {0x2018, "'"},  {0x2019, "'"},
    {0x201c, "\""},  {0x201d, "\""}, {0x2026, "..."}, {0x2074, "^4"}, {0x221a, "sqrt"},
    {0x2229, "and"}, {0x222a, "or"}, {0x2260, "!="},  {0x2264, "<="}, {0x2265, ">="},
};

const char *terminal_ascii(const char *text, sp_arena *a)
{
    sp_buffer b = {.arena = a};
    sp_buffer_puts(&b, "");
    while (*text) {
        uint32_t point;
        const size_t n = sp_utf8_decode(&point, text, strlen(text));
        const char *ascii = "?";
        for (size_t i = 0; i < sizeof in_ascii / sizeof *in_ascii && n; i++)
            if (in_ascii[i].point == point) ascii = in_ascii[i].ascii;
        if (n == 1)
            sp_buffer_add(&b, text, 1);
        else
            sp_buffer_puts(&b, ascii);
        text += n ? n : 1;
        /* x squared times y is no power of 2y */
        if (n > 1 && ascii[0] == '^' && *text >= 'a' && *text <= 'z') sp_buffer_puts(&b, "*");
    }
    return b.failed ? NULL : b.text;
}

void terminal_put(const char *text, sp_arena *scratch)
{
    const bool knows_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    const char *shown = knows_utf8 || !text ? text : terminal_ascii(text, scratch);
    fputs(shown ? shown : "(out of memory)\n", stderr);
}

/* ---- in ---- */

/* Wait until there is something to read; false when an interrupt came first. */
static bool await_input(void)
{
    sigset_t open = mask_before;
    sigdelset(&open, SIGINT);
    for (;;) {
        fd_set input;
        FD_ZERO(&input);
        FD_SET(STDIN_FILENO, &input);
        const int n = pselect(STDIN_FILENO + 1, &input, NULL, NULL, NULL, &open);
        if (is_interrupted) {
            is_interrupted = 0;
            return false;
        }
        if (n > 0 || errno != EINTR) return true; /* what is wrong, the read will say */
    }
}

typed terminal_read(char line[TYPED_BYTES + 1])
{
    size_t length = 0;
    for (;;) {
        char c;
        if (!await_input()) return TYPED_INTERRUPT;
        const ssize_t n = read(STDIN_FILENO, &c, 1);
        if (n <= 0) return TYPED_END;
        if (c == '\n') break;
        if (length < TYPED_BYTES && c != '\r') line[length++] = c;
    }
    line[length] = '\0';
    return TYPED_LINE;
}
