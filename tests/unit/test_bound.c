/* SPDX-License-Identifier: GPL-3.0-or-later
 * The checker of certificates on one small claim: what it accepts, and each thing that it refuses.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "check/bound.h"
#include "unit/arena_fixture.h"

/* Both topics are wanted; `both` teaches them for 12, `first` and then `second` do for 10 and 5. So
 * the least cost is 12, and these multipliers prove it: 7 for {first, both}, 5 for {both, second}.
 */
enum { FIRST, BOTH, SECOND, BANNED, N_OFFERS, MINUTE = SP_CHARGES_PER_MINUTE };

typedef struct fixture {
    sp_pair t0, t1, t01[2];
    uint8_t start[2], goal[2];
    sp_offer offers[N_OFFERS];
    sp_claim claim;
    uint32_t first_or_both[2], both_or_second[2], none[1];
    sp_landmark landmarks[3];
    sp_charge charges[8];
    sp_proof_step steps[4];
    sp_proof_node nodes[4];
    sp_certificate certificate;
} fixture;

static void set_up(fixture *f)
{
    *f = (fixture){.t0 = {0, 1}, .t1 = {1, 1}, .t01 = {{0, 1}, {1, 1}}, .goal = {1, 1}};
    f->offers[FIRST] = (sp_offer){"first", 10, 0, NULL, &f->t0, 0, 1, true, false};
    f->offers[BOTH] = (sp_offer){"both", 12, 0, NULL, f->t01, 0, 2, true, false};
    f->offers[SECOND] = (sp_offer){"second", 5, 0, &f->t0, &f->t1, 1, 1, true, false};
    f->offers[BANNED] = (sp_offer){"banned", 1, 0, NULL, f->t01, 0, 2, false, false};
    f->claim = (sp_claim){.start = f->start,
                          .goal = f->goal,
                          .n_topics = 2,
                          .offers = f->offers,
                          .n_offers = N_OFFERS,
                          .bound = 12};
    f->first_or_both[1] = f->both_or_second[0] = BOTH;
    f->both_or_second[1] = SECOND;
    f->landmarks[0] = (sp_landmark){f->first_or_both, 2};
    f->landmarks[1] = (sp_landmark){f->both_or_second, 2};
    f->charges[0] = (sp_charge){0, 7 * MINUTE};
    f->charges[1] = (sp_charge){1, 5 * MINUTE};
    f->steps[0] = (sp_proof_step){.n_charges = 2, .sum = 12 * MINUTE};
    f->nodes[0] = (sp_proof_node){.n_steps = 1, .branch = SP_NONE};
    f->certificate = (sp_certificate){
        SP_CERTIFICATE_ROOT, NULL, f->landmarks, f->charges, f->steps, f->nodes, 2, 2, 1, 1};
}

static const char *check(const fixture *f)
{
    const char *why;
    assert_int_equal(sp_check__bound(&why, &f->claim, &f->certificate, arena, NULL), SP_OK);
    return why;
}

static void assert_refused(const fixture *f, const char *why)
{
    const char *found = check(f);
    assert_non_null(found);
    assert_string_equal(found, why);
}

static void a_proof_is_accepted(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    assert_null(check(&f));
    f.claim.bound = 11; /* less is proved too */
    assert_null(check(&f));
    f.claim.bound = 0;
    f.certificate = (sp_certificate){0};
    assert_null(check(&f));
}

static void part_of_a_minute_is_rounded_up(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.charges[0].multiplier -= MINUTE - 1;
    f.steps[0].sum -= MINUTE - 1;
    assert_null(check(&f));
    f.charges[0].multiplier--;
    f.steps[0].sum--;
    assert_refused(&f, "step 0 comes to less than the bound");
}

/* All costs are multiples of 10, so nothing costs between 10 and 20. */
static void what_every_cost_divides_by_counts(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.offers[FIRST].cost = 20;
    f.offers[BOTH].cost = 20;
    f.offers[SECOND].cost = 10;
    f.claim.bound = 20;
    assert_null(check(&f)); /* 12 proves 20 */
    f.claim.bound = 21;
    assert_refused(&f, "step 0 comes to less than the bound");
}

static void each_fault_of_a_step_is_named(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.claim.bound = 13;
    assert_refused(&f, "step 0 comes to less than the bound");
    set_up(&f);
    f.charges[1].multiplier++;
    f.steps[0].sum++;
    assert_refused(&f, "step 0 charges both more than it costs");
    set_up(&f);
    f.charges[1].multiplier--;
    assert_refused(&f, "step 0 adds up to 767, not 768");
    set_up(&f);
    f.charges[1].landmark = 2;
    assert_refused(&f, "charge 1 of step 0 is out of range");
    set_up(&f);
    f.charges[1].multiplier = 0;
    assert_refused(&f, "charge 1 of step 0 is out of range");
    set_up(&f);
    f.steps[0].n_removed = 1;
    assert_refused(&f, "step 0 ends its node and removes nothing");
}

static void each_fault_of_a_landmark_is_named(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.landmarks[1].n_courses = 1; /* the other way, over `second`, is open */
    assert_refused(&f, "the goal can be reached without the courses of landmark 1");
    set_up(&f);
    f.first_or_both[0] = BOTH;
    assert_refused(&f, "landmark 0 names both twice or no course");
    set_up(&f);
    f.first_or_both[0] = N_OFFERS;
    assert_refused(&f, "landmark 0 names ? twice or no course");
    set_up(&f);
    f.offers[BANNED].is_usable = true; /* it costs 1 and teaches all */
    assert_refused(&f, "the goal can be reached without the courses of landmark 0");
}

/* {first, both} charged 10 leaves 2 of `both` and 5 of `second`: with either, a path comes to the
 * bound. Without them {both, second} cannot be hit at all, so it may be charged what you like. */
static void what_is_too_dear_is_removed(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.charges[0] = (sp_charge){0, 10 * MINUTE};
    f.charges[1] = (sp_charge){1, 12 * MINUTE};
    f.steps[0] = (sp_proof_step){.n_charges = 1, .n_removed = 2, .sum = 10 * MINUTE};
    f.steps[1] = (sp_proof_step){.n_charges = 1, .sum = 12 * MINUTE};
    f.nodes[0].n_steps = 2;
    f.certificate.n_steps = 2;
    assert_null(check(&f));
    f.steps[0].n_removed = 1;
    assert_refused(&f, "step 0 removes 2 courses, not 1");
    f.steps[0].n_removed = 3;
    assert_refused(&f, "step 0 removes 2 courses, not 3");
}

/* With `first` a path costs 10 and 5 for {both, second}; without it {first, both} is `both`. */
static void branches_cover_all_sets(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.charges[0] = (sp_charge){1, 5 * MINUTE};
    f.charges[1] = (sp_charge){0, 12 * MINUTE};
    f.steps[0] = (sp_proof_step){.n_charges = 1, .sum = 15 * MINUTE};
    f.steps[1] = (sp_proof_step){.n_charges = 1, .sum = 12 * MINUTE};
    f.nodes[0] = (sp_proof_node){.branch = FIRST};
    f.nodes[1] = (sp_proof_node){.n_steps = 1, .branch = SP_NONE};
    f.nodes[2] = (sp_proof_node){.n_steps = 1, .branch = SP_NONE};
    f.certificate.n_steps = 2;
    f.certificate.n_nodes = 3;
    assert_null(check(&f));
    f.certificate.n_nodes = 2;
    assert_refused(&f, "the nodes are not all sets: some are missing or too many");
    f.certificate.n_nodes = 3;
    f.nodes[0].branch = BANNED;
    assert_non_null(check(&f));
    f.nodes[0].branch = N_OFFERS;
    assert_refused(&f, "node 0 cannot be divided by no course");
    f.nodes[0].branch = FIRST;
    f.nodes[1].branch = FIRST;
    assert_refused(&f, "node 1 cannot be divided by first");
}

static void each_fault_of_the_nodes_is_named(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.certificate.n_nodes = 0;
    assert_refused(&f, "it has no nodes");
    set_up(&f);
    f.nodes[0].n_steps = 0;
    assert_refused(&f, "node 0 ends without having shown the bound");
    set_up(&f);
    f.nodes[0].n_steps = 2;
    assert_refused(&f, "there are fewer steps or charges than the nodes have");
    set_up(&f);
    f.nodes[1] = f.nodes[0];
    f.steps[1] = f.steps[0];
    f.certificate.n_nodes = f.certificate.n_steps = 2;
    assert_refused(&f, "the nodes are not all sets: some are missing or too many");
    set_up(&f);
    f.certificate.n_charges = 3;
    assert_refused(&f, "there are more steps or charges than the nodes have, or fewer nodes");
}

/* What must be in every path is a landmark by itself, whether it is needed or not. */
static void what_is_demanded_is_in_every_path(void **state)
{
    (void)state;
    fixture f;
    set_up(&f);
    f.offers[FIRST].is_demanded = true;
    f.landmarks[0].n_courses = 1;
    f.charges[0].multiplier = 10 * MINUTE;
    f.steps[0].sum = 15 * MINUTE;
    f.claim.bound = 15;
    assert_null(check(&f));
    f.offers[FIRST].is_demanded = false;
    assert_refused(&f, "the goal can be reached without the courses of landmark 0");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_proof_is_accepted),
        TEST(part_of_a_minute_is_rounded_up),
        TEST(what_every_cost_divides_by_counts),
        TEST(each_fault_of_a_step_is_named),
        TEST(each_fault_of_a_landmark_is_named),
        TEST(what_is_too_dear_is_removed),
        TEST(branches_cover_all_sets),
        TEST(each_fault_of_the_nodes_is_named),
        TEST(what_is_demanded_is_in_every_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
