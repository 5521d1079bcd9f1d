#define _POSIX_C_SOURCE 200809L

#include "book.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

static struct book_entry *find(const struct book *book, uint64_t serial) {
  for (size_t i = 0; i < book->length; i++)
    if (book->entries[i].serial == serial)
      return &book->entries[i];
  return NULL;
}

/* The entry of a serial, made if it is not there; NULL if there is no memory. */
static struct book_entry *find_or_add(struct book *book, uint64_t serial) {
  struct book_entry *entry = find(book, serial);
  if (entry != NULL)
    return entry;
  if (book->length == book->capacity) {
    size_t capacity = book->capacity == 0 ? 64 : book->capacity * 2;
    struct book_entry *entries = realloc(book->entries, capacity * sizeof *entries);
    if (entries == NULL)
      return NULL;
    book->entries = entries;
    book->capacity = capacity;
  }
  entry = &book->entries[book->length++];
  *entry = (struct book_entry){.serial = serial, .state = BOOK_UNKNOWN};
  return entry;
}

bool book_open(struct book *book, const char *path) {
  *book = (struct book){.file = fopen(path, "a+")};
  if (book->file == NULL)
    return false;
  rewind(book->file);
  uint64_t serial;
  while (fscanf(book->file, "%" SCNx64, &serial) == 1) {
    struct book_entry *entry = find_or_add(book, serial);
    if (entry == NULL)
      return false;
    entry->state = BOOK_SPENT;
  }
  return !ferror(book->file);
}

void book_close(struct book *book) {
  fclose(book->file);
  free(book->entries);
}

enum book_state book_get(const struct book *book, uint64_t serial) {
  const struct book_entry *entry = find(book, serial);
  return entry == NULL ? BOOK_UNKNOWN : entry->state;
}

bool book_set(struct book *book, uint64_t serial, enum book_state state) {
  struct book_entry *entry = find_or_add(book, serial);
  if (entry == NULL)
    return false;
  if (state == BOOK_SPENT && entry->state != BOOK_SPENT) {
    /* A seek has to stand between reading and writing the same stream. */
    if (fseek(book->file, 0, SEEK_END) != 0 || fprintf(book->file, "%016" PRIx64 "\n", serial) < 0 ||
        fflush(book->file) != 0 || fsync(fileno(book->file)) != 0)
      return false;
  }
  entry->state = state;
  return true;
}

size_t book_count(const struct book *book) {
  size_t count = 0;
  for (size_t i = 0; i < book->length; i++)
    count += book->entries[i].state == BOOK_SPENT;
  return count;
}
