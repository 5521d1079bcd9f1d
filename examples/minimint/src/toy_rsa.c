#include "toy_rsa.h"

static uint32_t multiply(uint32_t a, uint32_t b, uint32_t m) {
  return (uint32_t)((uint64_t)a * b % m);
}

uint32_t rsa_pow(uint32_t b, uint32_t e, uint32_t m) {
  uint32_t result = 1 % m;
  for (b %= m; e > 0; e >>= 1) {
    if (e & 1)
      result = multiply(result, b, m);
    b = multiply(b, b, m);
  }
  return result;
}

uint32_t rsa_inverse(uint32_t a, uint32_t m) {
  int64_t r0 = m, r1 = a % m, x0 = 0, x1 = 1;
  while (r1 != 0) {
    int64_t quotient = r0 / r1, r = r0 - quotient * r1, x = x0 - quotient * x1;
    r0 = r1, r1 = r;
    x0 = x1, x1 = x;
  }
  if (r0 != 1)
    return 0;
  return (uint32_t)(x0 < 0 ? x0 + m : x0);
}

uint32_t rsa_message(uint64_t serial, uint32_t n) {
  /* Serials that are neighbours must not have messages that are: mix the bits. */
  serial ^= serial >> 33;
  serial *= UINT64_C(0x9e3779b97f4a7c15);
  serial ^= serial >> 33;
  return (uint32_t)(serial % (n - 1)) + 1;
}

uint32_t rsa_blind(struct rsa_public key, uint32_t message, uint32_t factor) {
  return multiply(message, rsa_pow(factor, key.e, key.n), key.n);
}

uint32_t rsa_unblind(struct rsa_public key, uint32_t signature, uint32_t factor) {
  return multiply(signature, rsa_inverse(factor, key.n), key.n);
}

uint32_t rsa_sign(struct rsa_public key, uint32_t d, uint32_t message) {
  return rsa_pow(message, d, key.n);
}

bool rsa_verify(struct rsa_public key, uint32_t message, uint32_t signature) {
  return signature < key.n && rsa_pow(signature, key.e, key.n) == message;
}
