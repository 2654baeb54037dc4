#include "cli/import_table.h"
#include "parsers/charset.h"
#include "util/buf.h"

enum { SNIFF = 64 * 1024 };

/* What spreadsheets save: UTF-8, UTF-16 with or without its mark, or the code page of the machine. There Persian is
 * told from western languages by the share of letters beyond ASCII. */
static err to_utf8(arena *a, sv text, sv *ret)
{
    size_t high = 0, low = 0, even = 0, odd = 0;
    for (size_t i = 0; i < text.n && i < SNIFF; i++) {
        unsigned char c = (unsigned char)text.p[i];
        high += c >= 0x80;
        low += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!c) *(i % 2 ? &odd : &even) += 1;
    }
    bool wide = even + odd > 0 && (even == 0 || odd == 0);
    sv type = wide && odd             ? SV("text/csv; charset=utf-16le")
              : wide                  ? SV("text/csv; charset=utf-16be")
              : high * 3 > high + low ? SV("text/csv; charset=windows-1256")
                                      : SV("text/csv; charset=windows-1252");
    bool marked = sv_starts(text, SV("\xFF\xFE")) || sv_starts(text, SV("\xFE\xFF"));
    if (wide && !marked) { /* valid UTF-8 with NULs, when it is all ASCII */
        CLEANUP(buf_clear) buf b = BUF_INIT(0);
        buf_put(&b, odd ? SV("\xFF\xFE") : SV("\xFE\xFF"));
        buf_put(&b, text);
        text = arena_sv(a, buf_sv(&b));
        if (b.e || !text.p) return ERR_NOMEM;
    }
    return charset_to_utf8(a, text, type, ret);
}

/* Excel's own first line: "sep=;". */
static void skip_separator_line(sv *io)
{
    if (!sv_istarts(*io, SV("sep=")) && !sv_istarts(*io, SV("\"sep="))) return;
    (void)sv_cut(io, '\n');
}

err import_text(arena *a, sv bytes, sv *ret)
{
    err e = to_utf8(a, bytes, ret);
    if (!e) skip_separator_line(ret);
    return e;
}
