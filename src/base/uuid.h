/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names as UUIDs of version 5 (RFC 9562, section 5.5): the same name always has the same. */
#ifndef STUDYPATH_BASE_UUID_H
#define STUDYPATH_BASE_UUID_H

enum { SP_UUID_BYTES = 37 }; /* 36 characters and a NUL */

/* The UUID of a URI, in the name space of URLs. */
void sp_uuid_of_uri(char out[SP_UUID_BYTES], const char *uri);

#endif
