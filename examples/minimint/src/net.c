#define _POSIX_C_SOURCE 200809L

#include "net.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "federation.h"

/* Socket paths are short by tradition: about 100 bytes. */
static bool address_of(const char *dir, int id, struct sockaddr_un *address) {
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  int length = snprintf(address->sun_path, sizeof address->sun_path, "%s/mint%d.sock", dir, id);
  if (length >= 0 && (size_t)length < sizeof address->sun_path)
    return true;
  errno = ENAMETOOLONG;
  return false;
}

/* Closes without losing the errno that says why. */
static int give_up(int fd) {
  int reason = errno;
  close(fd);
  errno = reason;
  return -1;
}

int net_connect(const char *dir, int id) {
  struct sockaddr_un address;
  if (!address_of(dir, id, &address))
    return -1;
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0)
    return give_up(fd);
  return fd;
}

int net_listen(const char *dir, int id) {
  struct sockaddr_un address;
  if (!address_of(dir, id, &address))
    return -1;
  int living = net_connect(dir, id);
  if (living >= 0) {
    close(living);
    errno = EADDRINUSE;
    return -1;
  }
  unlink(address.sun_path);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0)
    return -1;
  if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 16) != 0)
    return give_up(fd);
  return fd;
}

void net_forget(const char *dir, int id) {
  struct sockaddr_un address;
  if (address_of(dir, id, &address))
    unlink(address.sun_path);
}

bool net_send_line(int fd, const char *text) {
  char line[LINE_MAX_BYTES + 1];
  int length = snprintf(line, sizeof line, "%s\n", text);
  if (length < 0 || (size_t)length >= sizeof line) {
    errno = EMSGSIZE;
    return false;
  }
  return write(fd, line, (size_t)length) == length;
}

bool net_receive_line(int fd, char *line, size_t size, int milliseconds) {
  long long deadline = net_now() + milliseconds;
  for (size_t length = 0; length + 1 < size;) {
    long long left = deadline - net_now();
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    int ready = poll(&waiting, 1, left > 0 ? (int)left : 0);
    if (ready == 0)
      errno = ETIMEDOUT;
    if (ready <= 0)
      return false;
    ssize_t got = read(fd, line + length, size - 1 - length);
    if (got == 0)
      errno = ECONNRESET;
    if (got <= 0)
      return false;
    length += (size_t)got;
    line[length] = '\0';
    char *end = strchr(line, '\n');
    if (end != NULL) {
      *end = '\0';
      return true;
    }
  }
  errno = EMSGSIZE;
  return false;
}

long long net_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
