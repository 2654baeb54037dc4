#!/bin/sh
# What goes wrong at a user's desk: a clear message, the right exit code, nothing lost.
. "$(dirname "$0")/lib/market.sh"
market_start
P=$T/p
project "$P"

# Bad seeds: file, line, column, a suggestion, in both languages.
mkdir "$T/bad"
printf '[project]\ntitle = x\ncontact = a@b.example\n[competitor "a"]\nurll = http://a.example/\ndelay = soon\n' >"$T/bad/seeds.ini"
expect 3 "$BAZARKAV" -C "$T/bad" run $NET
told 'seeds.ini:5:1: warning'
told 'did you mean "url"'
told 'seeds.ini:6:'
expect 3 "$BAZARKAV" -C "$T/bad" --lang fa run $NET
told 'seeds.ini:5:1'
expect 3 "$BAZARKAV" -C "$T" run $NET
told 'bazarkav init'

# Nobody to answer for the crawl.
sed '/تماس/d' "$P/seeds.ini" >"$T/bad/seeds.ini"
expect 5 "$BAZARKAV" -C "$T/bad" run $NET
told 'contact'

# One host does not answer, the other is still read. It takes the 20 s of its retries, so it runs beside the rest.
mkdir "$T/half"
{ cat "$P/seeds.ini"; printf '[رقیب "خاموش"]\nنشانی = http://127.0.0.9:9/\n'; } >"$T/half/seeds.ini"
"$BAZARKAV" -C "$T/half" crawl $NET --delay 0.02 >/dev/null 2>&1 &
half=$!

# A second run at the same time.
mkdir "$T/busy"
cp "$P/seeds.ini" "$T/busy/"
expect 0 "$BAZARKAV" -C "$T/busy" crawl $NET --delay 0.02 --only plain
exec 9>"$T/busy/bazarkav.db.lock"
flock -n 9 || fail "cannot take the lock"
expect 6 "$BAZARKAV" -C "$T/busy" crawl $NET
exec 9>&-

# A damaged store is told, not repaired by deleting it.
mkdir "$T/damaged"
cp "$P/seeds.ini" "$T/damaged/"
head -c 20000 /dev/urandom >"$T/damaged/bazarkav.db"
sum=$(cksum <"$T/damaged/bazarkav.db")
expect 7 "$BAZARKAV" -C "$T/damaged" run $NET
same "the damaged file" "$(cksum <"$T/damaged/bazarkav.db")" "$sum"

# A store of a newer program, and files that are none.
mkdir "$T/newer"
cp "$P/seeds.ini" "$T/newer/"
expect 0 "$BAZARKAV" -C "$T/newer" crawl $NET --delay 0.02 --only plain
cp "$T/newer/bazarkav.db" "$T/newer/new.db"
printf '\000\000\003\347' | dd of="$T/newer/new.db" bs=1 seek=60 conv=notrunc 2>/dev/null # user_version 999
expect 7 "$BAZARKAV" -C "$T/newer" --db new.db status
told 'update the program'
expect 7 "$BAZARKAV" -C "$T/newer" --db new.db crawl $NET
expect 7 "$BAZARKAV" -C "$T/newer" --db seeds.ini status
expect 7 "$BAZARKAV" -C "$T/newer" --db absent.db --lang fa show need
told 'bazarkav run'
[ ! -e "$T/newer/absent.db" ] || fail "looking made a store"

# The key of the pseudonyms: readable by nobody else, and never begun anew beside what an old one made.
chmod 644 "$T/newer/bazarkav.db.key"
expect 0 "$BAZARKAV" -C "$T/newer" crawl $NET --delay 0.02 --only block
same "mode of the key" "$(stat -c %a "$T/newer/bazarkav.db.key")" 600
mv "$T/newer/bazarkav.db.key" "$T/newer/kept.key"
expect 7 "$BAZARKAV" -C "$T/newer" crawl $NET --delay 0.02 --only wordpress
told 'bazarkav.db.key is missing'
[ ! -e "$T/newer/bazarkav.db.key" ] || fail "a new key beside old pseudonyms"
mv "$T/newer/kept.key" "$T/newer/bazarkav.db.key"
expect 0 "$BAZARKAV" -C "$T/newer" crawl $NET --delay 0.02 --only wordpress

# Words and options that are none.
expect 2 "$BAZARKAV" -C "$P" crwal
told 'Did you mean "crawl"'
expect 2 "$BAZARKAV" -C "$P" crawl --dely 3
told 'Did you mean --delay'
expect 2 "$BAZARKAV" -C "$P" status now
told 'one word too many'

# Read-only and full disks need a file system of their own.
mkdir "$T/mnt"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=400k none "$T/mnt" 2>/dev/null; then
    cp "$P/seeds.ini" "$T/mnt/"
    expect 7 "$BAZARKAV" -C "$T/mnt" crawl $NET --delay 0.02
    mount -o remount,size=20m "$T/mnt"
    expect 0 "$BAZARKAV" -C "$T/mnt" crawl $NET --delay 0.02
    same "comments once there is room" "$(comments "$T/mnt")" $PUBLIC
    mount -o remount,ro "$T/mnt"
    expect 7 "$BAZARKAV" -C "$T/mnt" crawl $NET --delay 0.02
    expect 0 "$BAZARKAV" -C "$T/mnt" status
    umount "$T/mnt"
else
    say "no tmpfs here: full disk and read-only directory are left out"
fi

got=0
wait $half || got=$?
same "exit code when one host is silent" $got 4
same "comments of the others" "$(comments "$T/half")" $PUBLIC

# Help speaks the language that is asked for, on whichever side of --help; numbers agree with their nouns.
expect 0 "$BAZARKAV" export --help --lang fa
told 'گزینه‌ها'
expect 0 "$BAZARKAV" --lang fa export --help
told 'گزینه‌ها'
expect 0 "$BAZARKAV" export --lang fa --help --no-such-option
told 'گزینه‌ها'
expect 2 "$BAZARKAV" export --no-such-option --help
project "$T/one" plain
expect 4 "$BAZARKAV" -C "$T/one" crawl $NET --delay 0 --max-pages 1
told '1 page read'
expect 0 "$BAZARKAV" -C "$T/one" status
told '1 source, 1 page,'
market_stop
