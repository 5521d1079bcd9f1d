/*
 * mint-cli: a wallet for one command.
 *
 * Ends with 0 if the mint said yes, 1 if it refused, 2 if it could not be asked.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "federation.h"
#include "net.h"

#define ANSWER_MILLISECONDS 5000

enum { YES = 0, REFUSED = 1, NOT_ASKED = 2 };

static int usage(void) {
  fprintf(stderr, "usage: mint-cli DIR ping ID         is the mint there?\n"
                  "       mint-cli DIR issue           prints a new token\n"
                  "       mint-cli DIR spend ID TOKEN  spends it at one of the mints\n"
                  "       mint-cli DIR count ID        how many tokens that mint knows as spent\n");
  return NOT_ASKED;
}

/* Asks one mint; the answer without its OK or NO is in `reply`. */
static int ask(const char *dir, int id, const char *request, char reply[LINE_MAX_BYTES]) {
  char line[LINE_MAX_BYTES];
  int fd = net_connect(dir, id);
  bool answered = fd >= 0 && net_send_line(fd, request) &&
                  net_receive_line(fd, line, sizeof line, ANSWER_MILLISECONDS);
  if (!answered)
    fprintf(stderr, "mint-cli: mint %d in %s does not answer: %s\n", id, dir, strerror(errno));
  if (fd >= 0)
    close(fd);
  if (!answered)
    return NOT_ASKED;
  snprintf(reply, LINE_MAX_BYTES, "%s", strlen(line) > 3 ? line + 3 : "");
  return strncmp(line, "OK", 2) == 0 ? YES : REFUSED;
}

static uint64_t random_number(void) {
  uint64_t number = 0;
  FILE *source = fopen("/dev/urandom", "rb");
  if (source == NULL || fread(&number, sizeof number, 1, source) != 1) {
    fprintf(stderr, "mint-cli: cannot read /dev/urandom: %s\n", strerror(errno));
    exit(NOT_ASKED);
  }
  fclose(source);
  return number;
}

/* Has one mint sign the token's serial without showing it. */
static int have_signed(const char *dir, int id, struct token *token) {
  struct rsa_public key = federation_keys[id];
  uint32_t factor;
  do
    factor = (uint32_t)(random_number() % key.n);
  while (rsa_inverse(factor, key.n) == 0);
  char request[LINE_MAX_BYTES], reply[LINE_MAX_BYTES];
  snprintf(request, sizeof request, "SIGN %08" PRIx32,
           rsa_blind(key, rsa_message(token->serial, key.n), factor));
  int result = ask(dir, id, request, reply);
  if (result != YES)
    return result;
  uint32_t blinded;
  if (sscanf(reply, "%8" SCNx32, &blinded) != 1)
    return REFUSED;
  token->signatures[id] = rsa_unblind(key, blinded, factor);
  return YES;
}

static int issue(const char *dir) {
  struct token token = {.serial = random_number()};
  for (int id = 0; id < MINTS; id++) {
    int result = have_signed(dir, id, &token);
    if (result != YES)
      return result;
  }
  if (!token_valid(&token)) {
    fprintf(stderr, "mint-cli: a mint signed with another key than its public one\n");
    return REFUSED;
  }
  char text[LINE_MAX_BYTES];
  token_format(&token, text, sizeof text);
  puts(text);
  return YES;
}

/* Sends the request as it is and shows the answer. */
static int pass_on(const char *dir, int id, const char *request) {
  char reply[LINE_MAX_BYTES];
  int result = ask(dir, id, request, reply);
  if (result == YES)
    puts(reply);
  else if (result == REFUSED)
    fprintf(stderr, "mint-cli: mint %d refuses: %s\n", id, reply);
  return result;
}

int main(int count, char **arguments) {
  if (count < 3)
    return usage();
  const char *dir = arguments[1], *command = arguments[2];
  if (strcmp(command, "issue") == 0 && count == 3)
    return issue(dir);
  int id = count > 3 ? atoi(arguments[3]) : -1;
  if (id < 0 || id >= MINTS)
    return usage();
  if (strcmp(command, "ping") == 0 && count == 4)
    return pass_on(dir, id, "PING");
  if (strcmp(command, "count") == 0 && count == 4)
    return pass_on(dir, id, "COUNT");
  if (strcmp(command, "spend") == 0 && count == 5) {
    char request[LINE_MAX_BYTES];
    snprintf(request, sizeof request, "SPEND %s", arguments[4]);
    return pass_on(dir, id, request);
  }
  return usage();
}
