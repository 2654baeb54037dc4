#!/bin/sh
# make.sh    writes the schema of every answer beside itself, from ./bazarkav. Run it when columns change.
cd "$(dirname "$0")/../.." || exit 1
for name in $(./bazarkav manual schema); do
    ./bazarkav manual schema "${name%-*}" | python3 -m json.tool --no-ensure-ascii --indent 1 >"docs/schemas/$name.json" || exit 1
done
