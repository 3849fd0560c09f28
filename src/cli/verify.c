/* SPDX-License-Identifier: GPL-3.0-or-later
 * verify. */
#include <string.h>

#include "cli.h"

int run_verify(run *r)
{
    const char *path = r->args.operands.items[0];
    sp_text text;
    sp_verification found;
    if (r->args.catalog && strcmp(r->args.catalog, "-") == 0 && strcmp(path, "-") == 0) {
        complain(r, "plan and catalogue can't both be read from standard input");
        return EXIT_USAGE;
    }
    int code = load_engine(r);
    if (code != EXIT_DONE) return code;
    if (sp_text_load(&text, path, r->arena, &r->error) != SP_OK ||
        sp_plan_verify(&found, &r->engine, &text, &r->findings, r->arena, &r->error) != SP_OK)
        return fail(r);
    code = print_answer(r, wants_json(r) ? sp_verification_write(&found, r->arena)
                                         : sp_view_verification(&found, r->arena));
    return code == EXIT_DONE && found.n_failed > 0 ? EXIT_NO : code;
}
