#include "tools/cli.h"
int cmd_isa(int argc, char **argv){(void)argc;(void)argv;return 0;}
