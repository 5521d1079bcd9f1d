/*
 * Blind signatures with RSA keys of 32 bits.
 *
 * The arithmetic is the real one, the size is not: keys like these can be
 * broken by hand. Good for seeing how e-cash works, for nothing else.
 */
#ifndef MINIMINT_TOY_RSA_H
#define MINIMINT_TOY_RSA_H

#include <stdbool.h>
#include <stdint.h>

/* What everyone may know of a key: the modulus and the public exponent. */
struct rsa_public {
  uint32_t n;
  uint32_t e;
};

/* b to the power of e, modulo m (m > 0). */
uint32_t rsa_pow(uint32_t b, uint32_t e, uint32_t m);

/* The number x with a * x = 1 modulo m, or 0 if there is none. */
uint32_t rsa_inverse(uint32_t a, uint32_t m);

/* The number that is signed for a token's serial number: 0 < result < n. */
uint32_t rsa_message(uint64_t serial, uint32_t n);

/* Hides `message` behind the random `factor`, which has to have an inverse. */
uint32_t rsa_blind(struct rsa_public key, uint32_t message, uint32_t factor);

/* Takes the factor out again: the signature of a blinded message becomes that of the message. */
uint32_t rsa_unblind(struct rsa_public key, uint32_t signature, uint32_t factor);

/* Signs what stands there, blinded or not, with the secret exponent `d`. */
uint32_t rsa_sign(struct rsa_public key, uint32_t d, uint32_t message);

/* Whether `signature` is the key's own for `message`. */
bool rsa_verify(struct rsa_public key, uint32_t message, uint32_t signature);

#endif
