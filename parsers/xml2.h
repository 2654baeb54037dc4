/* xml2.h - libxml2 under its own names, loaded when it is first needed. */
#ifndef PARSERS_XML2_H
#define PARSERS_XML2_H

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>

#include "util/late.h"

#define XML2_CALLS(X)                                                                              \
    X(htmlCreatePushParserCtxt)                                                                    \
    X(htmlCtxtUseOptions)                                                                          \
    X(htmlFreeParserCtxt)                                                                          \
    X(htmlParseChunk)                                                                              \
    X(xmlCtxtReadMemory)                                                                           \
    X(xmlDocGetRootElement)                                                                        \
    X(xmlFreeDoc)                                                                                  \
    X(xmlFreeParserCtxt)                                                                           \
    X(xmlInitParser)                                                                               \
    X(xmlNewParserCtxt)                                                                            \
    X(xmlReadMemory)                                                                               \
    X(xmlXPathEval)                                                                                \
    X(xmlXPathFreeContext)                                                                         \
    X(xmlXPathFreeObject)                                                                          \
    X(xmlXPathNewContext)

typedef struct xml2_calls {
    XML2_CALLS(LATE_POINTER)
} xml2_calls;
extern xml2_calls xml2_late; /* NULL pointers before xml2_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libxml2. */
err xml2_load(note *reterr) MUST_USE;

#define htmlCreatePushParserCtxt xml2_late.htmlCreatePushParserCtxt
#define htmlCtxtUseOptions       xml2_late.htmlCtxtUseOptions
#define htmlFreeParserCtxt       xml2_late.htmlFreeParserCtxt
#define htmlParseChunk           xml2_late.htmlParseChunk
#define xmlCtxtReadMemory        xml2_late.xmlCtxtReadMemory
#define xmlDocGetRootElement     xml2_late.xmlDocGetRootElement
#define xmlFreeDoc               xml2_late.xmlFreeDoc
#define xmlFreeParserCtxt        xml2_late.xmlFreeParserCtxt
#define xmlInitParser            xml2_late.xmlInitParser
#define xmlNewParserCtxt         xml2_late.xmlNewParserCtxt
#define xmlReadMemory            xml2_late.xmlReadMemory
#define xmlXPathEval             xml2_late.xmlXPathEval
#define xmlXPathFreeContext      xml2_late.xmlXPathFreeContext
#define xmlXPathFreeObject       xml2_late.xmlXPathFreeObject
#define xmlXPathNewContext       xml2_late.xmlXPathNewContext

#endif
