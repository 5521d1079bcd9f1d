#include "federation.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TOKEN_FORMAT "%016" PRIx64 "-%08" PRIx32 "-%08" PRIx32

const struct rsa_public federation_keys[MINTS] = {
    {.n = UINT32_C(4159613009), .e = 257},
    {.n = UINT32_C(3839872429), .e = 257},
};

static const uint32_t secrets[MINTS] = {UINT32_C(388434305), UINT32_C(3257062913)};

uint32_t federation_secret(int id) {
  return secrets[id];
}

bool token_valid(const struct token *token) {
  for (int id = 0; id < MINTS; id++) {
    struct rsa_public key = federation_keys[id];
    if (!rsa_verify(key, rsa_message(token->serial, key.n), token->signatures[id]))
      return false;
  }
  return true;
}

void token_format(const struct token *token, char *text, size_t size) {
  snprintf(text, size, TOKEN_FORMAT, token->serial, token->signatures[0], token->signatures[1]);
}

bool token_parse(const char *text, struct token *token) {
  if (sscanf(text, "%16" SCNx64 "-%8" SCNx32 "-%8" SCNx32, &token->serial, &token->signatures[0],
             &token->signatures[1]) != 3)
    return false;
  /* One text a token: what does not come out as it went in has something else in it. */
  char again[LINE_MAX_BYTES];
  token_format(token, again, sizeof again);
  return strcmp(text, again) == 0;
}
