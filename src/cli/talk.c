/* SPDX-License-Identifier: GPL-3.0-or-later
 * The loop of the talk: the first step that is not behind it is asked, its answer saved, and so on;
 * going back is putting a step before it again. */
#include "talk.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

#define DEFAULT_PATH "studypath-profile.json"

static bool has_goals(const talk *t)
{
    return t->r->profile.n_goals > 0;
}

static bool has_schooling(const talk *t)
{
    return t->r->profile.schooling != SP_SCHOOLING_NONE;
}

static bool has_hours(const talk *t)
{
    return isfinite(t->r->profile.hours_per_week);
}

static bool has_start(const talk *t)
{
    return t->r->profile.start != SP_NO_DAY;
}

static bool has_deadline(const talk *t)
{
    return t->r->profile.deadline != SP_NO_DAY;
}

static bool has_languages(const talk *t)
{
    return t->r->profile.n_languages > 0;
}

static bool has_cost(const talk *t)
{
    return t->r->profile.cost != SP_COST_NONE;
}

static bool has_formats(const talk *t)
{
    return t->r->profile.formats != 0;
}

static bool has_prefer(const talk *t)
{
    return t->r->args.prefer || t->r->profile.prefer != SP_PREFER_BALANCED;
}

static const talk_step steps[] = {
    {.name = "goals", .ask = talk_goals, .is_stated = has_goals},
    {.name = "schooling", .field = &talk_schooling, .is_stated = has_schooling},
    {.name = "topics", .ask = talk_topics, .take_back = talk_topics_back, .applies = talk_can_ask},
    {.name = "checks",
     .ask = talk_checks,
     .take_back = talk_checks_back,
     .applies = talk_checks_apply},
    {.name = "hours", .field = &talk_hours, .is_stated = has_hours},
    {.name = "start", .field = &talk_start, .is_stated = has_start},
    {.name = "deadline", .field = &talk_deadline, .is_stated = has_deadline},
    {.name = "languages", .field = &talk_languages, .is_stated = has_languages},
    {.name = "cost", .field = &talk_cost, .is_stated = has_cost},
    {.name = "formats", .field = &talk_formats, .is_stated = has_formats},
    {.name = "prefer", .field = &talk_prefer, .is_stated = has_prefer},
};
enum { STEPS = sizeof steps / sizeof *steps };

static unsigned bit_of(const char *step)
{
    return 1U << (1 + sp_choice_find(SP_CHOICE_STEP, step));
}

bool talk_is_behind(const talk *t, const char *step)
{
    return t->r->profile.talked & bit_of(step);
}

void talk_set_behind(talk *t, const char *step, bool is_behind)
{
    if (is_behind)
        t->r->profile.talked |= bit_of(step);
    else
        t->r->profile.talked &= ~bit_of(step);
}

/* ---- saying and reading ---- */

void talk_show(talk *t, const char *block)
{
    terminal_put(block ? block : "(out of memory)\n", t->scratch);
}

void talk_say(talk *t, const char *format, ...)
{
    char text[2048];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    sp_text_cut(text, sizeof text - 1);
    talk_show(t, sp_view_text(text, terminal_columns(), t->scratch));
}

/* The prompt on the last line of its own paragraph; the answer is typed behind it. */
static void show_prompt(talk *t, const char *prompt)
{
    const char *block = sp_view_text(prompt, terminal_columns() - 2, t->scratch);
    const size_t length = block ? strlen(block) : 0;
    char *line = length ? sp_arena_text(t->scratch, block, length - 1) : NULL;
    talk_show(t, line);
    talk_show(t, " ");
}

reply talk_read(talk *t, const char *prompt, char **line)
{
    *line = sp_arena_take(t->scratch, TYPED_BYTES + 1);
    if (!*line) return REPLY_QUIT;
    show_prompt(t, prompt);
    switch (terminal_read(*line)) {
    case TYPED_LINE: return reply_of(*line);
    case TYPED_END: talk_show(t, "\n"); return REPLY_QUIT;
    case TYPED_INTERRUPT: talk_show(t, "\n"); return REPLY_INTERRUPT;
    }
    return REPLY_QUIT;
}

outcome talk_leave(reply r)
{
    switch (r) {
    case REPLY_SKIP: return TALK_ON;
    case REPLY_BACK: return TALK_BACK;
    case REPLY_QUIT: return TALK_QUIT;
    case REPLY_INTERRUPT: return TALK_INTERRUPT;
    case REPLY_TEXT:
    case REPLY_WHY: break;
    }
    return TALK_STAY;
}

outcome talk_fail(talk *t)
{
    t->code = fail(t->r);
    return TALK_FAILED;
}

outcome talk_out_of_memory(talk *t)
{
    complain(t->r, "out of memory");
    t->code = EXIT_LIMIT;
    return TALK_FAILED;
}

static outcome ask_field(talk *t, const talk_field *f)
{
    sp_buffer now = {.arena = t->scratch};
    f->now(t, &now);
    talk_say(t, "\n%s", f->question);
    talk_show(t, sp_view_choices(f->choices, f->n_choices, 1, terminal_columns(), t->scratch));
    if (now.length) talk_say(t, "So far: %s. Enter keeps it, \"none\" drops it.", now.text);
    for (;;) {
        char *line;
        const reply r = talk_read(t, f->prompt, &line);
        if (r == REPLY_WHY)
            talk_say(t, "%s %s", f->why, f->allowed);
        else if (r != REPLY_TEXT)
            return talk_leave(r);
        else if (f->take(t, line))
            return TALK_ON;
        else
            talk_say(t, "%s", f->allowed);
    }
}

/* ---- on disk ---- */

bool talk_knows(const talk *t)
{
    const sp_profile *p = &t->r->profile;
    if (p->schooling != SP_SCHOOLING_NONE) return true;
    for (size_t i = 0; i < p->n_answers; i++)
        if (p->answers[i].level != SP_NO_LEVEL && p->answers[i].result != SP_RESULT_SKIPPED)
            return true;
    return false;
}

bool talk_snapshot(talk *t, sp_profile *out, sp_placement *placement)
{
    run *r = t->r;
    *out = r->profile;
    *placement = (sp_placement){0};
    if (!talk_knows(t) || !talk_can_ask(t)) return true;
    if (!talk_begin_session(t)) return false;
    if (sp_ask_finish(placement, out, t->ask, t->scratch, &r->error) == SP_OK) return true;
    talk_fail(t);
    return false;
}

/* Whether the profile on disk is still what this talk left there. */
static bool is_ours(talk *t)
{
    sp_error ignored = {0};
    sp_text now;
    if (access(t->path, F_OK) != 0) return true;
    if (t->is_new || sp_text_load(&now, t->path, t->scratch, &ignored) != SP_OK) return !t->is_new;
    return now.n_bytes == t->on_disk.n_bytes && memcmp(now.text, t->on_disk.text, now.n_bytes) == 0;
}

static bool refuse_to_save(talk *t)
{
    if (t->is_new)
        complain(t->r, "%s was made by somebody else in the meantime; it is left as it is",
                 t->path);
    else
        complain(t->r,
                 "%s was changed by somebody else in the meantime; it is left as it is, and your "
                 "last answer is not in it. The same command goes on from there",
                 t->path);
    t->code = EXIT_FILE;
    return false;
}

static bool fail_to_save(talk *t)
{
    talk_fail(t);
    if (!t->is_new) talk_say(t, "What you answered before is kept in %s.", t->path);
    return false;
}

bool talk_save(talk *t)
{
    run *r = t->r;
    sp_profile out;
    sp_placement placement;
    if (!is_ours(t)) return refuse_to_save(t);
    if (!talk_snapshot(t, &out, &placement)) return false;
    const char *text = sp_profile_write(&out, &r->engine.catalog, t->scratch);
    char *copy = text ? sp_arena_text(r->arena, text, strlen(text)) : NULL;
    if (!copy) return talk_out_of_memory(t) == TALK_ON;
    if (sp_text_save(t->path, text, strlen(text), &r->error) != SP_OK) return fail_to_save(t);
    t->is_new = false;
    t->on_disk = (sp_text){t->path, copy, strlen(copy)};
    return true;
}

/* ---- the loop ---- */

static bool applies(const talk *t, size_t step)
{
    return !steps[step].applies || steps[step].applies(t);
}

/* The step that comes now; STEPS when all are behind the talk. */
static size_t current_step(const talk *t)
{
    size_t i = 0;
    while (i < STEPS && (!applies(t, i) || talk_is_behind(t, steps[i].name))) i++;
    return i;
}

/* Put the last answer before `step` in front of the talk again. */
static bool go_back(talk *t, size_t step)
{
    if (step < STEPS && steps[step].take_back && steps[step].take_back(t)) return true;
    while (step-- > 0) {
        if (!applies(t, step) || (steps[step].take_back && !steps[step].take_back(t))) continue;
        talk_set_behind(t, steps[step].name, false);
        return true;
    }
    talk_say(t, "This is the first question.");
    return false;
}

static outcome ask_step(talk *t, size_t step)
{
    if (step == STEPS) return talk_review(t);
    if (steps[step].ask) return steps[step].ask(t);
    return ask_field(t, steps[step].field);
}

/* Until the talk ends or is left; how. */
static outcome hold(talk *t)
{
    const sp_arena_mark mark = sp_arena_here(t->scratch);
    for (;;) {
        sp_arena_rewind(t->scratch, mark);
        const size_t step = current_step(t);
        const outcome o = ask_step(t, step);
        switch (o) {
        case TALK_ON:
            if (step == STEPS) return o;
            talk_set_behind(t, steps[step].name, true);
            break;
        case TALK_STAY: break;
        case TALK_BACK:
            if (!go_back(t, step)) continue;
            break;
        case TALK_QUIT:
        case TALK_INTERRUPT:
        case TALK_FAILED: return o;
        }
        if (!talk_save(t)) return TALK_FAILED;
    }
}

/* ---- beginning and end ---- */

static void put_word(sp_buffer *b, const char *option, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "._/-";
    sp_buffer_printf(b, " %s", option);
    if (word[strspn(word, plain)] == '\0' && *word) {
        sp_buffer_puts(b, word);
        return;
    }
    sp_buffer_puts(b, "'");
    for (; *word; word++) sp_buffer_add(b, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    sp_buffer_puts(b, "'");
}

/* The command that takes the talk up again, or plans without it. */
static const char *command_line(talk *t, bool to_ask)
{
    const args *a = &t->r->args;
    sp_buffer b = {.arena = t->scratch};
    sp_buffer_puts(&b, to_ask ? "studypath ask" : "studypath plan");
    put_word(&b, "", t->path);
    if (a->catalog) put_word(&b, "--catalog ", a->catalog);
    if (to_ask && a->verify) sp_buffer_puts(&b, " --verify");
    if (to_ask && a->questions.is_given)
        sp_buffer_printf(&b, " --questions %.0f", a->questions.value);
    return b.failed ? "studypath ask" : b.text;
}

static void greet(talk *t, bool is_known)
{
    const sp_profile *p = &t->r->profile;
    size_t n_topics = 0;
    for (size_t i = 0; i < p->n_answers; i++) n_topics += p->answers[i].result == SP_RESULT_NONE;
    static const char keys[] = "Enter skips one, b goes back, ? says why it is asked, q leaves.";
    if (!is_known) {
        talk_say(t,
                 "A dozen or so short questions, then your path. Your answers are kept in %s.\n%s",
                 t->path, keys);
    } else if (!talk_is_behind(t, "greeting")) {
        talk_say(t, "What your profile says is not asked again; answers are kept in %s.\n%s",
                 t->path, keys);
    } else if (current_step(t) == STEPS) {
        talk_say(t, "Welcome back. All questions are answered in %s; b goes back through them.",
                 t->path);
    } else {
        talk_say(t, "Welcome back. %s has %zu answer%s about topics; we go on from there.", t->path,
                 n_topics, n_topics == 1 ? "" : "s");
    }
}

static void part(talk *t, outcome o)
{
    if (t->is_new) {
        talk_say(t, "Nothing was answered, so nothing is kept.");
        return;
    }
    if (o != TALK_ON) {
        talk_say(t, "Your answers are kept in %s.\nTo go on where you left off: %s", t->path,
                 command_line(t, true));
        return;
    }
    talk_say(t, "\nYour answers are in %s.", t->path);
    if (t->r->profile.n_goals) talk_say(t, "The path again: %s", command_line(t, false));
    talk_say(t, "To change something: %s", command_line(t, true));
}

/* Where the profile is, or will be, and whether it is there. */
static int choose_path(talk *t, bool *is_known)
{
    run *r = t->r;
    words *operands = &r->args.operands;
    static const char *default_operand[] = {DEFAULT_PATH};
    if (!operands->n_items) *operands = (words){default_operand, 1};
    t->path = r->args.save ? r->args.save : operands->items[0];
    if (strcmp(t->path, "-") == 0 || strcmp(operands->items[0], "-") == 0) {
        complain(r, "a talk keeps its answers in a file; '-' is none");
        return EXIT_USAGE;
    }
    *is_known = access(operands->items[0], F_OK) == 0;
    t->is_new = access(t->path, F_OK) != 0;
    if (!t->is_new && sp_text_load(&t->on_disk, t->path, r->arena, &r->error) != SP_OK)
        return fail(r);
    if (!*is_known) operands->n_items = 0;
    return EXIT_DONE;
}

/* What the profile or an option states already is not asked. */
static void pass_what_is_stated(talk *t)
{
    run *r = t->r;
    const args *a = &r->args;
    const bool is_fresh = !talk_is_behind(t, "greeting");
    const struct {
        const char *step;
        bool is_given;
    } given[] = {
        {"goals", a->goals.n_items}, {"hours", a->hours_per_week > 0},    {"start", a->start},
        {"deadline", a->deadline},   {"languages", a->languages.n_items}, {"cost", a->cost},
        {"prefer", a->prefer},       {"schooling", a->schooling}};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].is_given) talk_set_behind(t, given[i].step, true);
    for (size_t i = 0; i < STEPS && is_fresh; i++)
        if (steps[i].is_stated && steps[i].is_stated(t)) talk_set_behind(t, steps[i].name, true);
    if (a->questions.is_given) talk_set_behind(t, "topics", false);
}

static int finish(talk *t)
{
    run *r = t->r;
    sp_placement placement;
    sp_profile out;
    if (r->args.no_plan || !r->profile.n_goals) return EXIT_DONE;
    if (!talk_snapshot(t, &out, &placement)) return t->code;
    r->profile = out;
    if (isatty(STDOUT_FILENO)) r->columns = terminal_columns();
    const int code = load_learner(r);
    talk_show(t, "\n");
    return code == EXIT_DONE ? print_plan(r) : code;
}

static int talk_through(talk *t)
{
    run *r = t->r;
    bool is_known = false;
    int code = load_engine(r);
    if (code == EXIT_DONE) code = choose_path(t, &is_known);
    if (code == EXIT_DONE) code = load_profile(r);
    if (code == EXIT_DONE && (r->profile.n_answers || r->profile.assessed)) code = answer_known(r);
    if (code != EXIT_DONE) return code;
    pass_what_is_stated(t);
    terminal_open();
    greet(t, is_known);
    talk_set_behind(t, "greeting", true);
    const outcome o = hold(t);
    terminal_close();
    if (o == TALK_FAILED) return t->code;
    if (o == TALK_ON) code = finish(t);
    fflush(stdout);
    part(t, o);
    return o == TALK_INTERRUPT ? EXIT_INTERRUPT : code;
}

int run_talk(run *r)
{
    if (!terminal_is_here()) {
        complain(r,
                 "there is no terminal to talk on; --answers FILE, --protocol jsonl and --next N "
                 "ask without one");
        return EXIT_USAGE;
    }
    talk t = {.r = r, .scratch = sp_arena_make(0), .session = sp_arena_make(0), .again = SP_NONE};
    const int code = t.scratch && t.session ? talk_through(&t) : (talk_out_of_memory(&t), t.code);
    sp_arena_free(t.scratch);
    sp_arena_free(t.session);
    return code;
}
