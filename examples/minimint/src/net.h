/* Unix sockets with one line there and one line back. */
#ifndef MINIMINT_NET_H
#define MINIMINT_NET_H

#include <stdbool.h>
#include <stddef.h>

/* All of these return -1 (or false) with errno set where they fail. */

/* Listens on `DIR/mintID.sock`. A socket that a dead mint left there is taken over. */
int net_listen(const char *dir, int id);

/* Connects to the mint `id` of the federation in `dir`. */
int net_connect(const char *dir, int id);

/* Removes the socket again. */
void net_forget(const char *dir, int id);

/* Sends the text and a line end. */
bool net_send_line(int fd, const char *text);

/* Waits up to `milliseconds` for a whole line, and gives it without its end. */
bool net_receive_line(int fd, char *line, size_t size, int milliseconds);

/* A clock that never goes back, in milliseconds. */
long long net_now(void);

#endif
