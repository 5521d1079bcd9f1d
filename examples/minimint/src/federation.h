/* Who is in the federation: two mints, and what a token of theirs looks like. */
#ifndef MINIMINT_FEDERATION_H
#define MINIMINT_FEDERATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "toy_rsa.h"

#define MINTS 2

/* The longest line that a mint or a wallet sends, with its end. */
#define LINE_MAX_BYTES 128

/* A coin: whoever knows it can spend it, once. Good only with the signature of every mint. */
struct token {
  uint64_t serial;
  uint32_t signatures[MINTS];
};

/* The public keys, known to everyone. */
extern const struct rsa_public federation_keys[MINTS];

/* The secret exponent of mint `id`. In a real federation each mint would know only its own. */
uint32_t federation_secret(int id);

/* Whether every mint has signed the token. */
bool token_valid(const struct token *token);

/* Writes the token as text, `SERIAL-SIGNATURE-SIGNATURE` in base 16, cut at `size` bytes. */
void token_format(const struct token *token, char *text, size_t size);

/* Reads what token_format wrote; false if the text is anything else. */
bool token_parse(const char *text, struct token *token);

#endif
