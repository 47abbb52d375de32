/* SIGINT, SIGTERM and SIGHUP set a flag that long work looks at. */
#ifndef SKEP_TOOLS_SIGNALS_H
#define SKEP_TOOLS_SIGNALS_H

void signals_catch(void);
int signals_caught(void); /* number of the signal, 0: none */

#endif
