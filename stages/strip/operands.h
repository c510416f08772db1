/*
 * operands.h - what an operand of winnow-strip is: records, or files that
 * winnow-read would read.
 */
#ifndef OPERANDS_H
#define OPERANDS_H

#include <stdbool.h>

/*
 * Are there records at path, as the first line shows: an object with an id
 * (32 hexadecimal digits), a path, and a media that is HTML or plain text? "-"
 * and all that is neither file nor folder, such as a pipe, cannot be looked at
 * before it is read, and is taken for records. What cannot be opened is none.
 */
bool operand_has_records(const char *path);

#endif
