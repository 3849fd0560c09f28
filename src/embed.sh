#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Print the C source that holds the shipped catalogue and models: each file included as bytes (.incbin), and the tables of shipped.h.
set -eu
blobs=0
blob() { # NAME-IN-MESSAGES FILE: define a blob and leave its initialiser in $entry
    size=$(($(wc -c < "$2")))
    cat <<C
__asm__(".section .rodata\n.balign 16\n.globl sp_blob_$blobs\n.hidden sp_blob_$blobs\nsp_blob_$blobs:\n"
        ".incbin \"$2\"\n.byte 0\n.previous\n");
extern const char sp_blob_$blobs[];
C
    entry="{\"$1\", sp_blob_$blobs, $size}"
    blobs=$((blobs + 1))
}
echo '/* Made by src/embed.sh. */'
echo '#include "shipped.h"'
table='' count=0
catalog='data/catalog/topics.json data/catalog/goals.json data/catalog/lists.json data/catalog/courses/*.json'
for file in $catalog; do
    blob "shipped ${file#data/}" "$file"
    table="$table    $entry,
"
    count=$((count + 1))
done
blob 'shipped models/hours.json' models/hours.json
hours=$entry
blob 'shipped models/score.json' models/score.json
score=$entry
cat <<C
const sp_text sp_shipped_catalog[] = {
$table};
const size_t sp_shipped_catalog_count = $count;
const size_t sp_shipped_frame_count = 2;
const char sp_shipped_sha256[65] = "$(cat $catalog | sha256sum | cut -c1-64)";
const sp_text sp_shipped_hours_model = $hours;
const sp_text sp_shipped_score_model = $score;
C
