#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Install what is missing to `build`, to `test`, or for `all` checks: with apt-get where there is one, with sudo when not root.
set -eu
packages='gcc libc6-dev pkg-config libgsl-dev libcjson-dev libcsv-dev'
case ${1-} in
build) ;;
test) packages="$packages libcmocka-dev glpk-utils coinor-cbc" ;;
all) packages="$packages libcmocka-dev clang libclang-rt-14-dev cppcheck valgrind python3-jsonschema python3-icalendar libical-dev mandoc tmux glpk-utils coinor-cbc debootstrap" ;;
*) echo 'usage: setup.sh build|test|all' >&2; exit 2 ;;
esac
missing=''
if command -v dpkg-query > /dev/null; then
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q '^install ok installed' || missing="$missing $package"
    done
fi
[ -n "$missing" ] || exit 0
if ! command -v apt-get > /dev/null; then
    echo "setup: this is no Debian; please install the like of:$missing" >&2
    exit 1
fi
as_root=''
[ "$(id -u)" -eq 0 ] || as_root=sudo
echo "setup: installing$missing (with apt-get)"
$as_root apt-get update -q > /dev/null
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends $missing > /dev/null
