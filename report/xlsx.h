/* xlsx.h - libxlsxwriter under its own names, loaded when the first workbook is opened. */
#ifndef REPORT_XLSX_H
#define REPORT_XLSX_H

#include <xlsxwriter.h>

#include "util/late.h"

#define XLSX_CALLS(X)                                                                              \
    X(format_set_align)                                                                            \
    X(format_set_bg_color)                                                                         \
    X(format_set_bold)                                                                             \
    X(format_set_border_color)                                                                     \
    X(format_set_bottom)                                                                           \
    X(format_set_font_color)                                                                       \
    X(format_set_font_name)                                                                        \
    X(format_set_num_format)                                                                       \
    X(format_set_reading_order)                                                                    \
    X(format_set_text_wrap)                                                                        \
    X(lxw_strerror)                                                                                \
    X(workbook_add_format)                                                                         \
    X(workbook_add_worksheet)                                                                      \
    X(workbook_close)                                                                              \
    X(workbook_new)                                                                                \
    X(workbook_validate_sheet_name)                                                                \
    X(worksheet_autofilter)                                                                        \
    X(worksheet_fit_to_pages)                                                                      \
    X(worksheet_freeze_panes)                                                                      \
    X(worksheet_repeat_rows)                                                                       \
    X(worksheet_right_to_left)                                                                     \
    X(worksheet_set_column)                                                                        \
    X(worksheet_set_landscape)                                                                     \
    X(worksheet_set_paper)                                                                         \
    X(worksheet_write_datetime)                                                                    \
    X(worksheet_write_number)                                                                      \
    X(worksheet_write_string)

typedef struct xlsx_calls {
    XLSX_CALLS(LATE_POINTER)
} xlsx_calls;
extern xlsx_calls xlsx_late; /* NULL pointers before xlsx_load() */

/* Before any other call, from any thread. ERR_ABSENT: there is no libxlsxwriter. */
err xlsx_load(note *reterr) MUST_USE;

#define format_set_bg_color          xlsx_late.format_set_bg_color
#define format_set_border_color      xlsx_late.format_set_border_color
#define format_set_bottom            xlsx_late.format_set_bottom
#define format_set_font_color        xlsx_late.format_set_font_color
#define format_set_font_name         xlsx_late.format_set_font_name
#define format_set_reading_order     xlsx_late.format_set_reading_order
#define worksheet_autofilter         xlsx_late.worksheet_autofilter
#define worksheet_fit_to_pages       xlsx_late.worksheet_fit_to_pages
#define worksheet_repeat_rows        xlsx_late.worksheet_repeat_rows
#define worksheet_set_landscape      xlsx_late.worksheet_set_landscape
#define worksheet_set_paper          xlsx_late.worksheet_set_paper
#define format_set_align             xlsx_late.format_set_align
#define format_set_bold              xlsx_late.format_set_bold
#define format_set_num_format        xlsx_late.format_set_num_format
#define format_set_text_wrap         xlsx_late.format_set_text_wrap
#define lxw_strerror                 xlsx_late.lxw_strerror
#define workbook_add_format          xlsx_late.workbook_add_format
#define workbook_add_worksheet       xlsx_late.workbook_add_worksheet
#define workbook_close               xlsx_late.workbook_close
#define workbook_new                 xlsx_late.workbook_new
#define workbook_validate_sheet_name xlsx_late.workbook_validate_sheet_name
#define worksheet_freeze_panes       xlsx_late.worksheet_freeze_panes
#define worksheet_right_to_left      xlsx_late.worksheet_right_to_left
#define worksheet_set_column         xlsx_late.worksheet_set_column
#define worksheet_write_datetime     xlsx_late.worksheet_write_datetime
#define worksheet_write_number       xlsx_late.worksheet_write_number
#define worksheet_write_string       xlsx_late.worksheet_write_string

#endif
