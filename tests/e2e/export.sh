#!/bin/sh
# export.sh    every answer in every format from the demo market: JSON parses and fits its schema, CSV has one width,
# spreadsheets hold no formula, LibreOffice opens the workbook (when it is installed), the pages connect to nothing.
set -eu
b=${BAZARKAV:-./bazarkav}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "export.sh: $*" >&2; exit 1; }

"$b" demo "$dir/demo" >"$dir/log" 2>&1 || [ $? -le 4 ] || { cat "$dir/log"; fail "demo"; }
db=$dir/demo/bazarkav.db

for f in csv tsv ndjson md; do "$b" export all --db "$db" --format $f -o "$dir/$f" -q || fail "$f"; done
"$b" export all --db "$db" --format json -o "$dir/all.json" -q || fail json
"$b" export all --db "$db" --format xlsx -o "$dir/all.xlsx" --lang fa -q || fail xlsx
"$b" export --db "$db" --format jsonl -q >"$dir/comments.jsonl" || fail comments
"$b" report --db "$db" --out "$dir" --quotes none -q >"$dir/pages" || fail report
[ -e "$dir/csv/needs.csv.meta.json" ] || fail "no companion"
[ ! -e "$dir/csv/comments.csv" ] || fail "all holds raw comments"
[ "$(stat -c %a "$dir/all.xlsx" "$dir/csv/needs.csv" | sort -u)" = 600 ] || fail "modes"

python3 - "$dir" "$b" <<'END'
import csv, glob, io, json, os, subprocess, sys, zipfile
dir, b = sys.argv[1:3]

def fits(schema, v, at):
    t = schema.get("type")
    if t:
        ok = {"null": v is None, "string": isinstance(v, str), "integer": isinstance(v, int) and not isinstance(v, bool),
              "number": isinstance(v, (int, float)) and not isinstance(v, bool), "array": isinstance(v, list),
              "object": isinstance(v, dict)}
        assert any(ok[x] for x in ([t] if isinstance(t, str) else t)), (at, t, v)
    assert "const" not in schema or schema["const"] == v, (at, v)
    for key in schema.get("required", []): assert key in v, (at, key)
    for key, part in schema.get("properties", {}).items():
        if isinstance(v, dict) and key in v: fits(part, v[key], at + "." + key)
    if "items" in schema:
        for x in v: fits(schema["items"], x, at + "[]")

everything = json.load(open(dir + "/all.json"))
assert everything["schema"] == "bazarkav/all/1" and everything["contact"]
for name, doc in everything["answers"].items():
    schema = json.loads(subprocess.check_output([b, "manual", "schema", name]))
    fits(schema, doc, name)
    with open(f"{dir}/csv/{name}.csv", newline="", encoding="utf-8") as f: rows = list(csv.reader(f, strict=True))
    assert len(rows) == len(doc["rows"]) + 1, (name, len(rows), len(doc["rows"]))
    assert {len(r) for r in rows} == {len(doc["columns"]) + 1}, name
    words = {c["name"] for c in doc["columns"] if c["kind"] in ("text", "code", "url", "word")}
    for r in rows[1:]:
        for key, cell in zip(rows[0], r):
            assert key not in words or not cell.lstrip().startswith(("=", "+", "-", "@", "\t")), (name, cell)
    assert all(len(l.split("\t")) == len(doc["columns"]) + 1 for l in open(f"{dir}/tsv/{name}.tsv", newline="\n")), name
    assert len([json.loads(l) for l in open(f"{dir}/ndjson/{name}.ndjson", encoding="utf-8")]) == len(doc["rows"]), name
    meta = json.load(open(f"{dir}/csv/{name}.csv.meta.json"))
    assert meta["rows"] == len(doc["rows"]) and meta["k"] >= 3 and meta["purpose"] is not None
lines = [json.loads(l) for l in open(dir + "/comments.jsonl", encoding="utf-8")]
assert len(lines) > 400 and set(lines[0]) == {"url", "id", "author", "date", "text", "parent", "rating", "likes", "kind", "source", "layer", "confidence"}
with zipfile.ZipFile(dir + "/all.xlsx") as z:
    sheets = [n for n in z.namelist() if n.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(everything["answers"]) + 1
    for n in sheets:
        text = z.read(n).decode()
        assert "<f>" not in text and 'rightToLeft="1"' in text, n
for page in open(dir + "/pages").read().split():
    text = open(page, encoding="utf-8").read()
    assert "<script" not in text and "<blockquote" not in text and len(text.encode()) < 300 * 1024
    assert "default-src 'none'" in text and " src=" not in text and "@import" not in text
print("export.sh: %d answers, %d comments" % (len(everything["answers"]), len(lines)))
END

if command -v soffice >/dev/null; then
    soffice -env:UserInstallation="file://$dir/office" --headless --convert-to csv --outdir "$dir" "$dir/all.xlsx" >"$dir/log" 2>&1 || fail "soffice"
    [ -s "$dir/all.csv" ] || fail "LibreOffice made nothing of the workbook"
fi
