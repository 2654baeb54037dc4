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

page_why page_why_of(int status)
{
    if (status == 304) return PAGE_NOT_MODIFIED;
    if (status >= 300 && status < 400) return PAGE_REDIRECT;
    if (status >= 200 && status < 300) return PAGE_OK;
    if (status == 404 || status == 410) return PAGE_GONE;
    if (status == 429 || status == 503 || status == 420) return PAGE_BUSY;
    if (status >= 400 && status < 500) return PAGE_CLIENT_ERROR;
    return status >= 500 ? PAGE_SERVER_ERROR : PAGE_NETWORK;
}
