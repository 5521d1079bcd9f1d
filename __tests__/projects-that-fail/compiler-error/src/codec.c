/* Packs bytes by their runs. */
#include <stddef.h>

static size_t run_at(const unsigned char *in, size_t at, size_t length)
{
  size_t end = at;
  while (end < length && in[end] == in[at])
    end++;
  return end - at;
}

size_t codec_pack(const unsigned char *in, size_t length, unsigned char *out)
{
  size_t at = 0, used = 0;
  while (at < lenght) {
    size_t run = run_at(in, at, length);
    out[used++] = (unsigned char)run;
    out[used++] = in[at];
    at += run;
  }
  return used;
}
