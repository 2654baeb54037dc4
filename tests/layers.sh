#!/bin/sh
# Fails when a folder includes what its row does not list: data flows one way. Rows: folder, then the folders or
# headers it may include. `make lint` runs it from the root of the tree.
awk '
BEGIN {
    allow["util"]      = " util "
    allow["text"]      = " util text "
    allow["seeds"]     = " util text seeds "
    allow["crawler"]   = " util crawler "
    allow["parsers"]   = " util text parsers seeds/recipe.h crawler/page.h crawler/url.h "
    allow["analyzers"] = " util text analyzers parsers/doc.h "
    allow["db"]        = " util text db seeds/seeds.h crawler/page.h parsers/doc.h analyzers/finding.h "
    allow["report"]    = " util text report seeds/seeds.h db/store.h db/answer.h db/politeness.h analyzers/segments.h analyzers/persona.h analyzers/trend.h "
    allow["demo"]      = " util demo "
    allow["cli"]       = " util text seeds crawler parsers analyzers db report demo cli "
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, q, "\""); inc = q[2]; split(inc, d, "/"); file = FILENAME; sub(/^\.\//, "", file); split(file, s, "/")
    if (!(s[1] in allow) || inc ~ /^[^\/]*\.inc$/) next # .inc: made by the Makefile
    if (s[1] != "db" && (inc == "db/lite.h")) { printf "%s:%d: %s is private to db/\n", file, FNR, inc; bad = 1 }
    if (index(allow[s[1]], " " d[1] " ") || index(allow[s[1]], " " inc " ")) next
    printf "%s:%d: %s/ may not include %s\n", file, FNR, s[1], inc; bad = 1
}
END { exit bad }' $(find . -name '*.[ch]' ! -path './build/*')
