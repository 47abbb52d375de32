#include "program.h"

PROGRAM(empty)
{
	return p[29];
}
