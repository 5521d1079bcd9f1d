/*
 * The book of spent tokens of one mint. What is marked as spent stands in a
 * file before anyone hears of it, so a mint that starts again still knows.
 */
#ifndef MINIMINT_BOOK_H
#define MINIMINT_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum book_state {
  BOOK_UNKNOWN, /* never seen */
  BOOK_PENDING, /* a wallet wants to spend it here, the other mint has been asked */
  BOOK_SPENT
};

struct book_entry {
  uint64_t serial;
  enum book_state state;
};

struct book {
  FILE *file;
  struct book_entry *entries;
  size_t length, capacity;
};

/* Opens the book and reads what stands in it; false, with errno set, if that fails. */
bool book_open(struct book *book, const char *path);

void book_close(struct book *book);

enum book_state book_get(const struct book *book, uint64_t serial);

/* Notes a state. False, with errno set, if a spent token could not be written down. */
bool book_set(struct book *book, uint64_t serial, enum book_state state);

/* How many tokens are spent. */
size_t book_count(const struct book *book);

#endif
