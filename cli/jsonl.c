#include "cli/jsonl.h"

#include <jansson.h>

bool jsonl_read(arena *a, sv line, jsonl_comment *ret)
{
    *ret = (jsonl_comment){.number = false};
    json_t *o = json_loadb(line.p, line.n, 0, NULL);
    bool good = json_is_object(o);
    const json_t *id = json_object_get(o, "id"), *text = json_object_get(o, "text");
    if (json_is_string(text))
        ret->text = arena_sv(a, (sv){json_string_value(text), json_string_length(text)});
    if (json_is_string(id))
        ret->id = arena_sv(a, (sv){json_string_value(id), json_string_length(id)});
    if (json_is_integer(id)) {
        ret->number = true;
        ret->id = arena_printf(a, "%lld", (long long)json_integer_value(id));
    }
    json_decref(o);
    return good;
}
