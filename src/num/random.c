/* SPDX-License-Identifier: GPL-3.0-or-later
 * Random numbers: the Mersenne Twister of GSL, always seeded by the caller. gsl_rng_env_setup is
 * never called, so the environment changes nothing. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

#include "base/try.h"
#include "num/num.h"

struct sp_random {
    gsl_rng *rng;
};

double sp_random_uniform(sp_random *random)
{
    return gsl_rng_uniform_pos(random->rng);
}

double sp_random_normal(sp_random *random)
{
    return gsl_ran_gaussian_ziggurat(random->rng, 1);
}

sp_status sp_random_use(void (*use)(sp_random *random, void *payload), void *payload, uint64_t seed,
                        sp_error *e)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    SP_NEED(rng, e);
    gsl_rng_set(rng, (unsigned long)((seed ^ (seed >> 32)) & 0xffffffffU)); /* it takes 32 bits */
    use(&(sp_random){rng}, payload);
    gsl_rng_free(rng);
    return SP_OK;
}

typedef struct uniforms {
    double *out;
    size_t n;
} uniforms;

static void fill(sp_random *random, void *payload)
{
    const uniforms *u = payload;
    for (size_t i = 0; i < u->n; i++) u->out[i] = sp_random_uniform(random);
}

sp_status sp_random_uniforms(double *out, size_t n, uint64_t seed, sp_error *e)
{
    return sp_random_use(fill, &(uniforms){out, n}, seed, e);
}

size_t sp_random_pick(const double *weights, size_t n, double uniform)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += weights[i];
    double left = uniform * sum;
    size_t pick = 0;
    while (pick + 1 < n && left >= weights[pick]) left -= weights[pick++];
    return pick;
}
