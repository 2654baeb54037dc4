#!/bin/sh
# install.sh DESTDIR PREFIX    installs what `make` built: program, data, manual pages, completions and, when it is
# there, the library of text/. `make install` calls it from the root of the tree.
set -eu
dest=$1 prefix=$2
to=$dest$prefix
put() { install -d "$(dirname "$2")" && install -m "$3" "$1" "$2"; }
made() { # made FILE WHAT [LANG]: a page that the program prints
    install -d "$(dirname "$1")"
    BAZARKAV_LANG=${3:-en} ./bazarkav manual "$2" >"$1.new" && mv "$1.new" "$1" && chmod 644 "$1"
}

put bazarkav "$to/bin/bazarkav" 755
(cd build/share && find . -type f) | while read -r f; do put "build/share/$f" "$to/share/bazarkav/${f#./}" 644; done
for d in recipes examples; do
    [ ! -d "seeds/$d" ] || (cd seeds && find "$d" -type f) | while read -r f; do put "seeds/$f" "$to/share/bazarkav/$f" 644; done
done
made "$to/share/man/man1/bazarkav.1" man
made "$to/share/man/man5/bazarkav-seeds.5" seeds
made "$to/share/man/fa/man1/bazarkav.1" man fa
made "$to/share/man/fa/man5/bazarkav-seeds.5" seeds fa
made "$to/share/bash-completion/completions/bazarkav" bash
made "$to/share/zsh/site-functions/_bazarkav" zsh
made "$to/share/fish/vendor_completions.d/bazarkav.fish" fish
for f in README.md docs/*.md docs/schemas/*.json; do [ ! -e "$f" ] || put "$f" "$to/share/doc/bazarkav/${f#docs/}" 644; done
put LICENSE "$to/share/doc/bazarkav/LICENSE" 644

lib=build/release/libbazarkav-text.a
[ -e $lib ] || exit 0
put $lib "$to/lib/libbazarkav-text.a" 644
for f in chars digits emoji finglish jalali lexicon mask money normal token utf8; do # the others are private to text/
    put "text/$f.h" "$to/include/bazarkav/text/$f.h" 644
done
for f in arena buf err file map note sv vec; do put "util/$f.h" "$to/include/bazarkav/util/$f.h" 644; done
put docs/examples/tokens.c "$to/share/doc/bazarkav/examples/tokens.c" 644
install -d "$to/lib/pkgconfig"
version=$(./bazarkav version | sed 's/.* //')
cat >"$to/lib/pkgconfig/bazarkav-text.pc" <<END
prefix=$prefix
Name: bazarkav-text
Description: Persian text: normal form, tokens, lemmas, dates, money
Version: $version
Requires: libutf8proc libxxhash
Cflags: -D_GNU_SOURCE -I\${prefix}/include/bazarkav
Libs: -L\${prefix}/lib -lbazarkav-text -lm
END
chmod 644 "$to/lib/pkgconfig/bazarkav-text.pc"
