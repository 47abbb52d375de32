/* What the application tells the program, by a user ring buffer. */
#ifndef COMMANDS_H
#define COMMANDS_H

struct command {
	__u32 number, size;
	__u8 bytes[120];
};

#endif
