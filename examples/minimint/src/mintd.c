/*
 * mintd: one mint of the federation.
 *
 * It answers these lines, one a connection:
 *   PING             OK mint ID
 *   SIGN NUMBER      OK NUMBER        signs a blinded message, not knowing of what
 *   SPEND TOKEN      OK spent         or NO and the reason
 *   RECORD SERIAL    OK recorded      or NO; the other mint asks this before it lets a token be spent
 *   COUNT            OK NUMBER        tokens spent
 *
 * A token is spent only when both mints have written it down. While the other
 * one is asked, this one goes on answering: two mints that waited for each
 * other would wait for ever.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "book.h"
#include "federation.h"
#include "net.h"

#define CONNECTIONS 64
#define PEER_MILLISECONDS 2000
#define CLIENT_MILLISECONDS 10000

enum role {
  FREE,
  CLIENT,  /* sends us a request */
  WAITING, /* its request waits for the other mint */
  PEER     /* our own question to the other mint */
};

struct connection {
  enum role role;
  int fd;
  long long deadline;
  char line[LINE_MAX_BYTES];
  size_t length;
  uint64_t serial; /* of a PEER: what we asked about */
  int client;      /* of a PEER: whose request it is */
};

static struct {
  const char *dir;
  int id;
  struct book book;
  struct connection connections[CONNECTIONS];
} mint;

static volatile sig_atomic_t stopped;

static void on_signal(int number) {
  (void)number;
  stopped = 1;
}

static int open_connection(int fd, enum role role, int milliseconds) {
  for (int i = 0; i < CONNECTIONS; i++) {
    if (mint.connections[i].role == FREE) {
      mint.connections[i] =
          (struct connection){.role = role, .fd = fd, .deadline = net_now() + milliseconds};
      return i;
    }
  }
  close(fd);
  return -1;
}

static void close_connection(int index) {
  close(mint.connections[index].fd);
  mint.connections[index].role = FREE;
}

static void answer(int index, const char *text) {
  net_send_line(mint.connections[index].fd, text);
  close_connection(index);
}

/* Writes a spent token down; false means that it must not count as spent. */
static bool record(uint64_t serial) {
  if (book_set(&mint.book, serial, BOOK_SPENT))
    return true;
  fprintf(stderr, "mintd %d: cannot write the book of spent tokens: %s\n", mint.id, strerror(errno));
  return false;
}

/* Asks the other mint whether the token may be spent. Its answer comes to on_peer_answer. */
static bool ask_peer(int client, uint64_t serial) {
  int fd = net_connect(mint.dir, 1 - mint.id);
  if (fd < 0)
    return false;
  char line[LINE_MAX_BYTES];
  snprintf(line, sizeof line, "RECORD %016" PRIx64, serial);
  if (!net_send_line(fd, line)) {
    close(fd);
    return false;
  }
  int peer = open_connection(fd, PEER, PEER_MILLISECONDS);
  if (peer < 0)
    return false;
  if (!book_set(&mint.book, serial, BOOK_PENDING)) {
    close_connection(peer);
    return false;
  }
  mint.connections[peer].serial = serial;
  mint.connections[peer].client = client;
  mint.connections[client].role = WAITING;
  return true;
}

/* `line` is what the other mint said, or NULL if it said nothing. */
static void on_peer_answer(int peer, const char *line) {
  uint64_t serial = mint.connections[peer].serial;
  int client = mint.connections[peer].client;
  close_connection(peer);
  bool agreed = line != NULL && strncmp(line, "OK", 2) == 0;
  if (agreed && record(serial)) {
    answer(client, "OK spent");
    return;
  }
  /* It may have been given to the other mint's wallet in the meantime: that stays. */
  if (book_get(&mint.book, serial) == BOOK_PENDING)
    book_set(&mint.book, serial, BOOK_UNKNOWN);
  if (line == NULL)
    answer(client, "NO the other mint does not answer, nothing is spent without it");
  else
    answer(client, agreed ? "NO the mint cannot write its book" : "NO already spent");
}

static void on_spend(int client, const char *text) {
  struct token token;
  if (!token_parse(text, &token))
    answer(client, "NO not a token");
  else if (!token_valid(&token))
    answer(client, "NO not signed by the whole federation");
  else if (book_get(&mint.book, token.serial) != BOOK_UNKNOWN)
    answer(client, "NO already spent");
  else if (!ask_peer(client, token.serial))
    answer(client, "NO the other mint does not answer, nothing is spent without it");
}

static void on_record(int client, const char *text) {
  uint64_t serial;
  if (sscanf(text, "%16" SCNx64, &serial) != 1) {
    answer(client, "NO not a serial number");
    return;
  }
  enum book_state state = book_get(&mint.book, serial);
  /* Both were asked for the same token at once: mint 0 goes first, so that one of them wins. */
  bool ours = state == BOOK_SPENT || (state == BOOK_PENDING && mint.id == 0);
  answer(client, !ours && record(serial) ? "OK recorded" : "NO already spent");
}

static void on_sign(int client, const char *text) {
  struct rsa_public key = federation_keys[mint.id];
  uint32_t blinded;
  if (sscanf(text, "%8" SCNx32, &blinded) != 1 || blinded == 0 || blinded >= key.n) {
    answer(client, "NO not a message of this key");
    return;
  }
  char line[LINE_MAX_BYTES];
  snprintf(line, sizeof line, "OK %08" PRIx32,
           rsa_sign(key, federation_secret(mint.id), blinded));
  answer(client, line);
}

static void on_request(int client, const char *line) {
  char reply[LINE_MAX_BYTES];
  if (strcmp(line, "PING") == 0) {
    snprintf(reply, sizeof reply, "OK mint %d", mint.id);
    answer(client, reply);
  } else if (strcmp(line, "COUNT") == 0) {
    snprintf(reply, sizeof reply, "OK %zu", book_count(&mint.book));
    answer(client, reply);
  } else if (strncmp(line, "SIGN ", 5) == 0) {
    on_sign(client, line + 5);
  } else if (strncmp(line, "SPEND ", 6) == 0) {
    on_spend(client, line + 6);
  } else if (strncmp(line, "RECORD ", 7) == 0) {
    on_record(client, line + 7);
  } else {
    answer(client, "NO such request");
  }
}

static void drop(int index) {
  if (mint.connections[index].role == PEER)
    on_peer_answer(index, NULL);
  else
    close_connection(index);
}

/* Reads what came; a whole line is a request, or the other mint's answer. */
static void on_readable(int index) {
  struct connection *connection = &mint.connections[index];
  size_t room = sizeof connection->line - 1 - connection->length;
  ssize_t got = read(connection->fd, connection->line + connection->length, room);
  if (got <= 0) {
    drop(index);
    return;
  }
  connection->length += (size_t)got;
  connection->line[connection->length] = '\0';
  char *end = strchr(connection->line, '\n');
  if (end == NULL) {
    if ((size_t)got == room)
      drop(index);
    return;
  }
  *end = '\0';
  char line[LINE_MAX_BYTES];
  memcpy(line, connection->line, sizeof line);
  if (connection->role == PEER)
    on_peer_answer(index, line);
  else
    on_request(index, line);
}

/* Waits for the next thing to happen, at most half a second, and does it. */
static void serve(int listener) {
  struct pollfd polled[CONNECTIONS + 1];
  for (int i = 0; i < CONNECTIONS; i++) {
    enum role role = mint.connections[i].role;
    int fd = role == CLIENT || role == PEER ? mint.connections[i].fd : -1;
    polled[i] = (struct pollfd){.fd = fd, .events = POLLIN};
  }
  polled[CONNECTIONS] = (struct pollfd){.fd = listener, .events = POLLIN};
  if (poll(polled, CONNECTIONS + 1, 500) < 0)
    return;
  for (int i = 0; i < CONNECTIONS; i++) {
    if (polled[i].revents != 0)
      on_readable(i);
  }
  for (int i = 0; i < CONNECTIONS; i++) {
    enum role role = mint.connections[i].role;
    if ((role == CLIENT || role == PEER) && net_now() > mint.connections[i].deadline)
      drop(i);
  }
  if (polled[CONNECTIONS].revents != 0) {
    int fd = accept(listener, NULL, NULL);
    if (fd >= 0)
      open_connection(fd, CLIENT, CLIENT_MILLISECONDS);
  }
}

static void catch_signals(void) {
  struct sigaction stop = {.sa_handler = on_signal};
  sigaction(SIGTERM, &stop, NULL);
  sigaction(SIGINT, &stop, NULL);
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigaction(SIGPIPE, &ignore, NULL);
}

int main(int count, char **arguments) {
  if (count != 3 || (strcmp(arguments[2], "0") != 0 && strcmp(arguments[2], "1") != 0)) {
    fprintf(stderr, "usage: mintd DIR ID\n  DIR: where the federation's sockets and books are\n"
                    "  ID: 0 or 1\n");
    return 2;
  }
  mint.dir = arguments[1];
  mint.id = atoi(arguments[2]);
  catch_signals();
  char path[4096];
  snprintf(path, sizeof path, "%s/mint%d.spent", mint.dir, mint.id);
  if (!book_open(&mint.book, path)) {
    fprintf(stderr, "mintd %d: cannot open %s: %s\n", mint.id, path, strerror(errno));
    return 1;
  }
  int listener = net_listen(mint.dir, mint.id);
  if (listener < 0) {
    fprintf(stderr, "mintd %d: cannot listen in %s: %s\n", mint.id, mint.dir, strerror(errno));
    return 1;
  }
  printf("mintd %d: ready, %zu tokens spent so far\n", mint.id, book_count(&mint.book));
  fflush(stdout);
  while (!stopped)
    serve(listener);
  net_forget(mint.dir, mint.id);
  book_close(&mint.book);
  printf("mintd %d: stopped\n", mint.id);
  return 0;
}
