#!/bin/sh
# hostile.sh   comments made to do harm: markup, formulas, bidi overrides, terminal escapes, NUL, lone surrogates, stacked
# marks, 10,000 characters without a blank. Whatever is written of them (pages, CSV, TSV, Markdown, JSON, workbook,
# terminal) holds them as text only; long and deceiving names of competitors as well.
set -eu
b=${BAZARKAV:-./bazarkav}
case $b in /*) ;; *) b=$PWD/$b ;; esac
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "hostile.sh: $*" >&2; exit 1; }
cd "$dir"

python3 - <<'END_PY'
import json
name = "<i>\u202eevil</i>"
long = "فروشگاه‌بسیارطولانی" * 12
texts = ["<script>alert(1)</script> %s", "=cmd|' /C calc'!A0 %s", "+1+1 %s", "@SUM(1+1) %s", "-2+3 %s", "\t=1+1 %s", "＝1+1 %s",
         "\u202eگران\u202c %s", "\u2066\u2067 %s \u2069", "a" * 10000, "ک" * 10000 + " %s", "\x1b[31mقرمز\x1b[0m\x1b]0;x\x07 %s",
         "ن\x00ول %s", "خ" + "\u0337\u033a\u0349" * 30 + "راب %s", "<img src=x onerror=alert(1)> %s", "[a](javascript:alert(1)) `x` | %s",
         "</details></section></main><h1>x</h1> %s", "\"><svg onload=1> %s", "\ufeff\u2028 %s", "\ud800 %s \udfff"]
with open("h.ndjson", "wb") as f:
    for i in range(240):
        text = texts[i % len(texts)].replace("%s", "زود خراب شد و خیلی دیر رسید")
        f.write(json.dumps({"id": str(i), "author": "u%d" % i, "date": "2026-10-%02d" % (1 + i % 28), "text": text, "rating": 1,
                            "url": "https://h.example/p?q=\"><script>%d" % i}).encode() + b"\n")
    f.write(b'{"id":"raw","author":"raw","date":"2026-10-01","text":"\xff\xfe\xed\xa0\x80 \xd8\xae\xd8\xb1\xd8\xa7\xd8\xa8 \xd8\xb4\xd8\xaf","rating":1}\n')
open("name", "w").write(name)
open("seeds.ini", "w", encoding="utf-8").write(
    '[پروژه]\nعنوان = <b>\u202ex</b> & "y"\nتماس = a@b.example\n[رقیب "%s"]\nنشانی = https://h.example/\n[رقیب "%s"]\nنشانی = https://l.example/\n' % (name, long))
END_PY
"$b" import h.ndjson --source "$(cat name)" --yes -q >import.out || fail import
"$b" analyze -q || fail analyze
"$b" report -q >pages || fail report
for f in csv tsv md ndjson; do "$b" export all --format $f --quotes full -o $f -q || fail "$f"; "$b" export comments --format $f -o raw.$f -q || fail "raw $f"; done
"$b" export evidence --format ndjson --quotes short -o short.ndjson -q || fail "short quotes"
"$b" export all --format json --quotes full -o all.json -q || fail json
"$b" export all --format xlsx --quotes full --lang fa -o all.xlsx -q || fail xlsx
"$b" export comments --format xlsx -o raw.xlsx -q || fail "raw xlsx"
for w in need quote segment source; do "$b" show $w >>show.out 2>&1 || [ $? -le 2 ] || fail "show $w"; done
for form in --no-color --plain; do "$b" search $form --limit 0 خراب >>search.out || fail "search $form"; done
[ "$(grep -c خراب search.out)" -gt 200 ] || fail "search found too little"
cat import.out show.out search.out >terminal.out

python3 - <<'END_PY'
import csv, glob, html.parser, json, re, xml.dom.minidom, zipfile
unsafe = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
formula = re.compile("[\\s\u200b-\u200f\ufeff]*[=+\\-@\t\r\uff1d]")
number = re.compile("-?[0-9.]+$")
own = {"html", "head", "meta", "title", "style", "body", "svg", "defs", "pattern", "rect", "path", "polyline", "circle", "a", "header",
       "div", "p", "h1", "h2", "h3", "bdi", "span", "dl", "dt", "dd", "nav", "ol", "ul", "li", "main", "section", "b", "i", "u", "s", "em",
       "small", "aside", "details", "summary", "blockquote", "footer", "mark", "table", "caption", "thead", "tbody", "tr", "th", "td",
       "article", "figure", "figcaption", "code", "br"}

class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in own, tag
        for key, value in attrs:
            assert not key.startswith("on"), (tag, key)
            assert key != "href" or value[0] == "#" or value.startswith(("http://", "https://")), value
            assert key not in ("src", "srcset", "action", "formaction"), (tag, key)

pages = open("pages").read().split()
assert len(pages) == 2
for name in pages:
    text = open(name, encoding="utf-8").read()
    assert not unsafe.search(text) and "خراب شد" in text and "&lt;script&gt;" in text
    assert not re.search("(.)([\u0300-\u036f]){4}", text) and len(text.encode()) < 300 * 1024
    Page().feed(text)
for name in glob.glob("csv/*.csv") + ["raw.csv"]:
    for row in list(csv.reader(open(name, newline="", encoding="utf-8"), strict=True))[1:]:
        for cell in row:
            assert not unsafe.search(cell), (name, cell[:60])
            assert number.match(cell) or not formula.match(cell), (name, cell[:60])
for name in glob.glob("tsv/*.tsv") + ["raw.tsv"]:
    lines = open(name, encoding="utf-8", newline="\n").read().split("\n")[:-1]
    assert len({l.count("\t") for l in lines}) == 1, name
    for cell in (c for l in lines[1:] for c in l.split("\t")):
        assert not unsafe.search(cell) and (number.match(cell) or not formula.match(cell)), (name, cell[:60])
for name in glob.glob("md/*.md") + ["raw.md"]:
    text = open(name, encoding="utf-8").read()
    assert not unsafe.search(text) and not re.search(r"(?<!\\)[<`]", text), name
    assert not re.search(r"(?<!\\)\]\(", text), name
for name in glob.glob("ndjson/*.ndjson") + ["raw.ndjson", "all.json"]:
    text = open(name, encoding="utf-8").read()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u2028-\u202e\u2066-\u2069<>]", text), name
    for line in text.split("\n")[:-1] if name != "all.json" else [text]: json.loads(line)
assert max(len(json.loads(l)["text"]) for l in open("raw.ndjson", encoding="utf-8")) >= 10000
short = [json.loads(l)["text"] or "" for l in open("short.ndjson", encoding="utf-8")]
assert 100 <= max(map(len, short)) <= 120, max(map(len, short))
for name in ("all.xlsx", "raw.xlsx"):
    with zipfile.ZipFile(name) as z:
        for part in z.namelist():
            text = z.read(part).decode()
            assert "<f>" not in text and not unsafe.search(text), (name, part)
            xml.dom.minidom.parseString(text)
assert not unsafe.search(open("terminal.out", encoding="utf-8").read())
END_PY
echo "hostile.sh: $(wc -l <h.ndjson) comments, harmless in every output"
