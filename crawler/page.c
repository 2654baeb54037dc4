#include "crawler/page.h"

const char *page_why_str(page_why why)
{
    switch (why) {
    case PAGE_OK: return "ok";
    case PAGE_NOT_MODIFIED: return "not_modified";
    case PAGE_REDIRECT: return "redirect";
    case PAGE_GONE: return "gone";
    case PAGE_CLIENT_ERROR: return "client_error";
    case PAGE_BUSY: return "busy";
    case PAGE_SERVER_ERROR: return "server_error";
    case PAGE_NETWORK: return "network";
    case PAGE_TIMEOUT: return "timeout";
    case PAGE_CUT_SHORT: return "cut_short";
    case PAGE_TOO_BIG: return "too_big";
    case PAGE_FORBIDDEN: return "forbidden_address";
    case PAGE_BAD_TYPE: return "bad_type";
    case PAGE_WHY_MAX: break;
    }
    return "unknown";
}
