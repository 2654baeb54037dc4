#!/bin/sh
# lint.sh FILE.c ... -- FLAGS...    formatting, layers, cppcheck, clang-tidy. Exits 1 on the first kind that fails.
files=
while [ $# -gt 0 ] && [ "$1" != -- ]; do files="$files $1"; shift; done
shift
clang-format --dry-run -Werror $(find . -name '*.[ch]' ! -path './build/*') || exit 1
sh tests/layers.sh || exit 1
# Not -Ibuild/gen: what is embedded there are bytes, and cppcheck takes minutes to read them.
cppcheck -q -j"$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=normalCheckLevelMaxBranches \
    --error-exitcode=1 -I. $files || exit 1
# clang-tidy 14 takes one file a call: with several it invents an uninitialised va_list. Its analyzer may follow 50,000
# states of a function: with the 225,000 it has by default it takes four times as long.
few="--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=max-nodes=50000"
printf '%s\n' $files | xargs -P "$(nproc)" -I{} clang-tidy --quiet --warnings-as-errors='*' $few {} -- "$@" 2>/dev/null
