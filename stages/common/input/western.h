/*
 * western.h - Windows-1252, byte by byte (WHATWG Encoding Standard,
 * index-windows-1252): the five bytes that it leaves open are C1 controls.
 */
#ifndef WESTERN_H
#define WESTERN_H

#include <stdint.h>

uint32_t western_decode(unsigned char byte);

/* The byte of a character, -1 if it has none. C1 controls are their bytes,
 * so that text that went through Latin-1 is understood, too. */
int western_encode(uint32_t code);

#endif
