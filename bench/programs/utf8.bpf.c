#include "program.h"

/* Characters of 192 bytes that are UTF-8, and bytes that are not. */
PROGRAM(utf8)
{
	u32 wanted = 0, character = 0, n = 0, bad = 0, sum = 0;

	for (u32 i = 0; i < 192; i++) {
		u32 byte = p[64 + i];

		if (wanted) {
			if ((byte & 0xc0) == 0x80) {
				character = character << 6 | (byte & 0x3f);
				if (--wanted == 0) {
					sum += character;
					n++;
				}
				continue;
			}
			bad++;
			wanted = 0;
		}
		if (byte < 0x80) {
			sum += byte;
			n++;
		} else if (byte >= 0xc2 && byte < 0xe0) {
			wanted = 1;
			character = byte & 0x1f;
		} else if (byte >= 0xe0 && byte < 0xf0) {
			wanted = 2;
			character = byte & 0x0f;
		} else if (byte >= 0xf0 && byte < 0xf5) {
			wanted = 3;
			character = byte & 0x07;
		} else {
			bad++;
		}
	}
	return sum ^ n << 16 ^ bad << 24;
}
