/* Texts for the string helpers; for tests/objects/text_script.bpf.c too. */
#ifndef TESTS_LIB_TEXT_CASES_H
#define TESTS_LIB_TEXT_CASES_H

#include <linux/types.h>

enum { TEXT_SIZE = 1200, OUT_SIZE = 1500, IP_AT = 16, LONG_AT = 64, LONG_SIZE = 600 };
enum { N_VALUES = 12 };

/* Values: numbers, then addresses of text, of an IP address, nowhere, of a long text. */
enum text_value { MINUS_5, WORD, SMALL, NAME, IP, NOWHERE, LONG, LONG_AGAIN, ZERO };

/* FORMAT(first value, number of values, format): what Linux accepts. */
#define FORMATS                                                                                    \
	FORMAT(MINUS_5, 0, "")                                                                     \
	FORMAT(MINUS_5, 0, "plain 100%%")                                                          \
	FORMAT(MINUS_5, 3, "%d %u %x")                                                             \
	FORMAT(MINUS_5, 3, "%ld|%lu|%lx")                                                          \
	FORMAT(MINUS_5, 3, "%lld|%llu|%llX")                                                       \
	FORMAT(MINUS_5, 3, "%05d|%-5u|%+d")                                                        \
	FORMAT(SMALL, 1, "% 6d|")                                                                  \
	FORMAT(SMALL, 1, "%-06d|")                                                                 \
	FORMAT(SMALL, 1, "%40d|")                                                                  \
	FORMAT(SMALL, 1, "%1500d|")                                                                \
	FORMAT(SMALL, 2, "%c%5s|")                                                                 \
	FORMAT(SMALL, 1, "%5c|")                                                                   \
	FORMAT(SMALL, 1, "%-05c|")                                                                 \
	FORMAT(NAME, 1, "%s")                                                                      \
	FORMAT(NAME, 1, "[%10s]")                                                                  \
	FORMAT(NAME, 1, "[%-10s]")                                                                 \
	FORMAT(NAME, 1, "[%010s]")                                                                 \
	FORMAT(NAME, 1, "[%pks]")                                                                  \
	FORMAT(NAME, 1, "[%10pks]")                                                                \
	FORMAT(IP, 1, "%pI4.")                                                                     \
	FORMAT(IP, 1, "%pi4,")                                                                     \
	FORMAT(IP, 1, "%pI6 ")                                                                     \
	FORMAT(IP, 1, "%pi6")                                                                      \
	FORMAT(IP, 1, "[%30pI4]")                                                                  \
	FORMAT(IP, 1, "%pI4abc9.")                                                                 \
	FORMAT(IP, 1, "%pI6c.")                                                                    \
	FORMAT(NOWHERE, 1, "[%s]")                                                                 \
	FORMAT(NOWHERE, 1, "[%5s]")                                                                \
	FORMAT(NOWHERE, 1, "[%pI4]")                                                               \
	FORMAT(NOWHERE, 1, "[%pI6]")                                                               \
	FORMAT(MINUS_5, 1, "%p|")                                                                  \
	FORMAT(MINUS_5, 1, "%px|")                                                                 \
	FORMAT(MINUS_5, 1, "%pK|")                                                                 \
	FORMAT(MINUS_5, 1, "%20p|")                                                                \
	FORMAT(MINUS_5, 1, "%-20px|")                                                              \
	FORMAT(MINUS_5, 1, "%020px|")                                                              \
	FORMAT(MINUS_5, 1, "%5px|")                                                                \
	FORMAT(MINUS_5, 1, "%pxyz9|")                                                              \
	FORMAT(ZERO, 1, "%p|%%")                                                                   \
	FORMAT(ZERO, 1, "%px|")                                                                    \
	FORMAT(SMALL, 1, "%px|")                                                                   \
	FORMAT(SMALL, 1, "%5px|")                                                                  \
	FORMAT(MINUS_5, 1, "%ps|")                                                                 \
	FORMAT(MINUS_5, 1, "%pS|")                                                                 \
	FORMAT(MINUS_5, 1, "%pB|")                                                                 \
	FORMAT(MINUS_5, 1, "%25ps|")                                                               \
	FORMAT(MINUS_5, 1, "%25pB|")                                                               \
	FORMAT(ZERO, 1, "%ps|")                                                                    \
	FORMAT(LONG, 1, "%s")                                                                      \
	FORMAT(LONG, 2, "%s%s")                                                                    \
	FORMAT(IP, 3, "%pI4 %s %s")                                                                \
	FORMAT(MINUS_5, 9, "%d %lx %c %s %pI6 %s %s %d")                                           \
	FORMAT(MINUS_5, 7, "%lx%lx%lx%s%pI4%s%s")

/* VERBATIM(format): as trace_vprintk takes it, with the three numbers. */
#define VERBATIMS                                                                                  \
	VERBATIM("%d %d %d")                                                                       \
	VERBATIM("%d %d %d %d")                                                                    \
	VERBATIM("%")                                                                              \
	VERBATIM("%5")                                                                             \
	VERBATIM("%l")                                                                             \
	VERBATIM("%lll")                                                                           \
	VERBATIM("%lc")                                                                            \
	VERBATIM("%ls")                                                                            \
	VERBATIM("%#x")                                                                            \
	VERBATIM("%.3d")                                                                           \
	VERBATIM("%hd")                                                                            \
	VERBATIM("%5%")                                                                            \
	VERBATIM("%o")                                                                             \
	VERBATIM("%p5")                                                                            \
	VERBATIM("%pz")                                                                            \
	VERBATIM("%pI")                                                                            \
	VERBATIM("%pI5")                                                                           \
	VERBATIM("%pU")                                                                            \
	VERBATIM("%sx")                                                                            \
	VERBATIM("%s\xc3\xa9")                                                                     \
	VERBATIM("%s.")                                                                            \
	VERBATIM("%pksx")                                                                          \
	VERBATIM("%pus-")                                                                          \
	VERBATIM("%p\xc3\xa9")                                                                     \
	VERBATIM("%p_")                                                                            \
	VERBATIM("%cx")                                                                            \
	VERBATIM("\x01")                                                                           \
	VERBATIM("\x7f")                                                                           \
	VERBATIM("\xc3\xa9 %d")                                                                    \
	VERBATIM("\t\n\v\f\r")                                                                     \
	VERBATIM("%99999999999d")

/* NUMBER(text, flags) */
#define NUMBERS                                                                                    \
	NUMBER("0", 0)                                                                             \
	NUMBER("42 ", 0)                                                                           \
	NUMBER("-42", 0)                                                                           \
	NUMBER("--42", 0)                                                                          \
	NUMBER("+42", 0)                                                                           \
	NUMBER(" \t\n\v\f\r7x", 10)                                                                \
	NUMBER("\xa0" "7", 10)                                                                     \
	NUMBER(" - 7", 10)                                                                         \
	NUMBER("017", 0)                                                                           \
	NUMBER("08", 0)                                                                            \
	NUMBER("0x1F", 0)                                                                          \
	NUMBER("0XfFg", 0)                                                                         \
	NUMBER("0xg", 0)                                                                           \
	NUMBER("0x", 0)                                                                            \
	NUMBER("0x", 16)                                                                           \
	NUMBER("0xg", 16)                                                                          \
	NUMBER("0x1f", 16)                                                                         \
	NUMBER("1f", 16)                                                                           \
	NUMBER("0x1f", 10)                                                                         \
	NUMBER("0x1f", 8)                                                                          \
	NUMBER("777", 8)                                                                           \
	NUMBER("9", 8)                                                                             \
	NUMBER("1", 2)                                                                             \
	NUMBER("1", 31)                                                                            \
	NUMBER("1", 32)                                                                            \
	NUMBER("1", 42)                                                                            \
	NUMBER("1", -1)                                                                            \
	NUMBER("", 0)                                                                              \
	NUMBER(" ", 0)                                                                             \
	NUMBER("-", 0)                                                                             \
	NUMBER("-0", 0)                                                                            \
	NUMBER("abc", 0)                                                                           \
	NUMBER("9223372036854775807", 0)                                                           \
	NUMBER("9223372036854775808", 0)                                                           \
	NUMBER("-9223372036854775808", 0)                                                          \
	NUMBER("-9223372036854775809", 0)                                                          \
	NUMBER("18446744073709551615", 0)                                                          \
	NUMBER("18446744073709551616", 0)                                                          \
	NUMBER("-18446744073709551615", 0)                                                         \
	NUMBER("0xffffffffffffffff", 0)                                                            \
	NUMBER("0x10000000000000000", 0)                                                           \
	NUMBER("000000000000000000000000000000000000000000000000000000000000000000000000123", 10)  \
	NUMBER("99999999999999999999999999999999999999999999999999999999999999999999999999", 10)  \
	NUMBER("12\0" "34", 10)

/* Compared with "skep-run": the first n bytes. */
#define STRINGS                                                                                    \
	STRING("skep-run", 8)                                                                      \
	STRING("skep-run", 9)                                                                      \
	STRING("skep-run and more", 8)                                                             \
	STRING("skep-run and more", 9)                                                             \
	STRING("skep", 4)                                                                          \
	STRING("skep", 5)                                                                          \
	STRING("skep\xff", 5)                                                                      \
	STRING("tkep", 1)                                                                          \
	STRING("", 1)                                                                              \
	STRING("skep-run\0x", 11)

enum text_task {
	TASK_FORMAT, /* which, one of FORMATS, with room bytes of out */
	TASK_VERBATIM,
	TASK_STRTOL,
	TASK_STRTOUL,
	TASK_STRNCMP,
};

struct text_io {
	__u32 task, which;
	__u32 size, room; /* of the format, of the number */
	__u64 flags;
	__s64 result;
	__u64 number;
	__u64 value[N_VALUES];
	__u8 text[TEXT_SIZE]; /* name, IP address, long text; or format, or number */
	__u8 out[OUT_SIZE];
};

#endif
