/* Unit tests: plain functions, no daemon. Prints what failed and ends with 1, or says how many held. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../src/book.h"
#include "../src/federation.h"

static int held, failed;

#define CHECK(condition) check(condition, #condition, __LINE__)

static void check(bool condition, const char *text, int line) {
  if (condition) {
    held++;
    return;
  }
  failed++;
  fprintf(stderr, "tests/unit_tests.c:%d: does not hold: %s\n", line, text);
}

static struct token signed_token(uint64_t serial) {
  struct token token = {.serial = serial};
  for (int id = 0; id < MINTS; id++) {
    struct rsa_public key = federation_keys[id];
    token.signatures[id] =
        rsa_sign(key, federation_secret(id), rsa_message(serial, key.n));
  }
  return token;
}

static void test_arithmetic(void) {
  CHECK(rsa_pow(2, 10, 1000) == 24);
  CHECK(rsa_pow(7, 0, 13) == 1);
  CHECK(rsa_pow(7, 5, 1) == 0);
  CHECK(rsa_inverse(3, 11) == 4);
  CHECK(rsa_inverse(6, 9) == 0);
}

static void test_blind_signature(void) {
  struct rsa_public key = federation_keys[0];
  uint32_t message = rsa_message(1234567, key.n), factor = 987654321;
  uint32_t blinded = rsa_blind(key, message, factor);
  CHECK(blinded != message);
  uint32_t signature = rsa_unblind(key, rsa_sign(key, federation_secret(0), blinded), factor);
  CHECK(signature == rsa_sign(key, federation_secret(0), message));
  CHECK(rsa_verify(key, message, signature));
  CHECK(!rsa_verify(key, message, signature + 1));
  CHECK(!rsa_verify(federation_keys[1], rsa_message(1234567, federation_keys[1].n), signature));
}

static void test_token(void) {
  struct token token = signed_token(42), other;
  char text[LINE_MAX_BYTES];
  CHECK(token_valid(&token));
  token_format(&token, text, sizeof text);
  CHECK(token_parse(text, &other));
  CHECK(other.serial == 42 && token_valid(&other));
  other.serial = 43;
  CHECK(!token_valid(&other));
  CHECK(!token_parse("", &other));
  CHECK(!token_parse("42", &other));
  strcat(text, " ");
  CHECK(!token_parse(text, &other));
}

static void test_book(void) {
  const char *tmp = getenv("TMPDIR");
  char path[4096];
  snprintf(path, sizeof path, "%s/minimint-book-XXXXXX", tmp == NULL ? "/tmp" : tmp);
  int fd = mkstemp(path);
  CHECK(fd >= 0);
  close(fd);
  struct book book;
  CHECK(book_open(&book, path));
  CHECK(book_get(&book, 7) == BOOK_UNKNOWN);
  CHECK(book_set(&book, 7, BOOK_PENDING) && book_get(&book, 7) == BOOK_PENDING);
  CHECK(book_set(&book, 7, BOOK_SPENT) && book_set(&book, 8, BOOK_PENDING));
  for (uint64_t serial = 100; serial < 300; serial++)
    CHECK(book_set(&book, serial, BOOK_SPENT));
  book_close(&book);
  CHECK(book_open(&book, path));
  CHECK(book_count(&book) == 201);
  CHECK(book_get(&book, 7) == BOOK_SPENT && book_get(&book, 8) == BOOK_UNKNOWN);
  book_close(&book);
  unlink(path);
}

int main(void) {
  test_arithmetic();
  test_blind_signature();
  test_token();
  test_book();
  printf("%d checks passed, %d failed\n", held, failed);
  return failed == 0 ? 0 : 1;
}
