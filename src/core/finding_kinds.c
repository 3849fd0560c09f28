/* SPDX-License-Identifier: GPL-3.0-or-later
 * The kinds of findings. docs/checking.md has the same table; a test compares them. */
#include <string.h>

#include "studypath/findings.h"

#define ERROR SP_SEVERITY_ERROR
#define WARNING SP_SEVERITY_WARNING
#define NOTE SP_SEVERITY_NOTE

const sp_finding_kind sp_finding_kinds[SP_FINDING_KINDS] = {
    [SP_FOUND_WRONG_TYPE] =
        {"wrong-type", ERROR, "a value is not of the kind that its key has",
         "write the kind that the message names; `studypath help catalog format` lists them"},
    [SP_FOUND_MISSING_KEY] = {"missing-key", ERROR, "a key that must be there is missing",
                              "add the key"},
    [SP_FOUND_UNKNOWN_KEY] = {"unknown-key", ERROR, "the format has no such key",
                              "correct the spelling, or let a key of your own begin with x-"},
    [SP_FOUND_EMPTY] = {"empty", ERROR, "a text that must say something is empty",
                        "write the text"},
    [SP_FOUND_BAD_ID] = {"bad-id", ERROR, "an id has characters that ids may not have",
                         "write 1 to 128 letters of a to z, digits, or . _ : # -"},
    [SP_FOUND_UNKNOWN_CHOICE] = {"unknown-choice", ERROR,
                                 "a word is none of those that are allowed",
                                 "write one of the words that the message lists"},
    [SP_FOUND_BAD_LEVEL] = {"bad-level", ERROR, "a level is none of those that there are",
                            "write 1 (follow), 2 (use) or 3 (derive)"},
    [SP_FOUND_OUT_OF_RANGE] = {"out-of-range", ERROR, "a number can't be right",
                               "correct it; a number that nobody states is left out"},
    [SP_FOUND_HOURS_ORDER] = {"hours-order", ERROR,
                              "hours are not in the order low, expected, high",
                              "put the least first; `expected` may be left out"},
    [SP_FOUND_RATING_SCALE] = {"rating-scale", ERROR, "a rating is above the best of its scale",
                               "write the best mark there is as `of`, such as 5 or 10"},
    [SP_FOUND_REQUIRES_WHAT_IT_TEACHES] =
        {"requires-what-it-teaches", ERROR, "a course requires a topic as high as it teaches it",
         "require the topic at a lower level, or take it out of what is taught"},
    [SP_FOUND_DUPLICATE_ID] = {"duplicate-id", ERROR, "an id stands twice",
                               "give one of the two another id, or take it out"},
    [SP_FOUND_UNKNOWN_NAME] = {"unknown-name", ERROR, "nothing in the catalogue has that id",
                               "correct the id, or add what it names"},
    [SP_FOUND_CYCLE] = {"cycle", ERROR,
                        "topics need each other, or courses are parts of each other",
                        "take out the one link of the chain that is wrong"},
    [SP_FOUND_FORMER_ID_TAKEN] =
        {"former-id-taken", ERROR, "a former id is the id, or a former id, of another course",
         "leave it with the course that was once called so, and take it out of `was` of the other"},
    [SP_FOUND_BAD_LINK] = {"bad-link", ERROR, "a link can't be followed",
                           "write the whole address, such as https://example.org/course"},
    [SP_FOUND_SAME_LINK] =
        {"same-link", WARNING, "two courses have the same link",
         "take one out, give a chapter `part_of` and a second form of the same thing `same_as`, or "
         "correct the link"},
    [SP_FOUND_SAME_TITLE] =
        {"same-title", WARNING, "two courses have the same title and provider",
         "take one out, or give both the same `same_as` when they are the same thing twice"},
    [SP_FOUND_SAME_AS_ALONE] = {"same-as-alone", WARNING, "no other course has the same `same_as`",
                                "correct the spelling, or take it out"},
    [SP_FOUND_MISSING_SOURCE] = {"missing-source", WARNING, "a fact has no source",
                                 "say under `sources` (of a topic or a goal: `source`) where it "
                                 "was read; for a judgement of "
                                 "your own, say so"},
    [SP_FOUND_UNREAD_TEXT] = {"unread-text", WARNING,
                              "a text about workload, rating or price is not understood",
                              "write it as a provider would, such as \"6 weeks, 4 hours a week\"; "
                              "where it is a quotation, "
                              "give the number beside it"},
    [SP_FOUND_UNREAD_STATEMENT] =
        {"unread-statement", NOTE,
         "a statement about workload, rating, level or price, kept under `stated`, is not "
         "understood",
         "nothing, unless it is misspelt; it is kept as it was made, and no number rests on it"},
    [SP_FOUND_TEXT_DISAGREES] = {"text-disagrees", WARNING,
                                 "a text and the number or word beside it disagree",
                                 "correct one of them; keep a second statement under `stated`"},
    [SP_FOUND_SUSPICIOUS_NUMBER] =
        {"suspicious-number", WARNING, "a number is possible and hard to believe",
         "look at its source and its unit again; leave it when it is right"},
    [SP_FOUND_ODD_LANGUAGE] = {"odd-language", WARNING, "the language is not a code of ISO 639",
                               "write two or three small letters, such as en, es or ar; a "
                               "learner's languages are compared with it"},
    [SP_FOUND_REDUNDANT_NEED] = {"redundant-need", WARNING,
                                 "a need follows from the other needs of the topic",
                                 "take it out: what people are said to know stays the same"},
    [SP_FOUND_UNTAUGHT_TOPIC] = {"untaught-topic", WARNING, "no course teaches the topic",
                                 "add a course that teaches it, or take the topic out"},
    [SP_FOUND_TEACHES_NOTHING] = {"teaches-nothing", WARNING,
                                  "a course teaches no topic, so no path can use it",
                                  "say what it teaches, or take it out"},
    [SP_FOUND_NOTHING_NEW] = {"nothing-new", WARNING,
                              "all that a course teaches is known to whoever can follow it",
                              "require less, or say what else it teaches"},
    [SP_FOUND_UNMET_REQUIREMENT] =
        {"unmet-requirement", WARNING,
         "nothing in the catalogue brings a beginner to what a course requires",
         "add a course that does; leave it when your learners bring that knowledge along"},
    [SP_FOUND_DOUBTFUL_LEVEL] =
        {"doubtful-level", WARNING,
         "the stated level does not go with what a course requires or teaches",
         "look at `requires` again; keep the provider's word when `requires` is right"},
    [SP_FOUND_DOMINATED] =
        {"dominated", NOTE, "another course teaches as much, requires no more and takes no longer",
         "nothing, unless it should teach more than is written; it is taken only when it suits "
         "a learner better"},
    [SP_FOUND_EMPTY_GOAL] = {"empty-goal", WARNING, "a goal asks for no topic",
                             "say which topics it needs, and to which level"},
    [SP_FOUND_GOAL_OUT_OF_REACH] =
        {"goal-out-of-reach", WARNING, "the courses do not bring a beginner to what a goal needs",
         "add a course that does; leave it when your learners bring that knowledge along"},
    [SP_FOUND_SINGLE_PROVIDER] =
        {"single-provider", NOTE, "one provider alone teaches what goals need",
         "look for a second one: if this one closes, the goal is out of reach"},
    [SP_FOUND_SHIPPED_GOALS] =
        {"shipped-goals", NOTE, "how many of the shipped goals the courses reach by themselves",
         "nothing; `studypath goals -c FILE` shows what each goal takes and lacks"},
};

const sp_finding_kind *sp_finding_kind_find(const char *code)
{
    for (size_t i = 0; i < SP_FINDING_KINDS; i++)
        if (strcmp(sp_finding_kinds[i].code, code) == 0) return &sp_finding_kinds[i];
    return NULL;
}
