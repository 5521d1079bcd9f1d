/*
 * The stand-in's `cc`, `tcc` and `ar`: starts tcc with the loader, headers and C library that lie in the folder
 * around it, wherever that is. Everything it links is static, so that it runs in any sandbox and on any machine.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char root[4096];
static const char **arguments;
static size_t count;

static void add(const char *argument) {
  arguments[count++] = argument;
}

/* Adds `before` ROOT `after` as one argument. */
static void add_path(const char *before, const char *after) {
  size_t size = strlen(before) + strlen(root) + strlen(after) + 1;
  char *text = malloc(size);
  if (text == NULL)
    exit(1);
  snprintf(text, size, "%s%s%s", before, root, after);
  add(text);
}

/* The folder above the one that this program lies in, also when it was started through a link. */
static int find_root(void) {
  ssize_t length = readlink("/proc/self/exe", root, sizeof root - 1);
  if (length <= 0)
    return 0;
  root[length] = '\0';
  for (int level = 0; level < 2; level++) {
    char *slash = strrchr(root, '/');
    if (slash == NULL)
      return 0;
    *slash = '\0';
  }
  return 1;
}

/* Whether these arguments make tcc link a program; `-v` alone, `-c` and the like do not. */
static int links(int given, char **words) {
  static const char *const others[] = {"-c", "-E", "-S", "-r", "-shared", "-M", "-MM", "-nostdlib",
                                       "-run", "-dumpversion", "--version", "-version", "-print-search-dirs"};
  int files = 0;
  for (int i = 1; i < given; i++) {
    for (size_t j = 0; j < sizeof others / sizeof *others; j++)
      if (strcmp(words[i], others[j]) == 0)
        return 0;
    files += words[i][0] != '-' || strcmp(words[i], "-") == 0;
  }
  return files > 0;
}

int main(int given, char **words) {
  arguments = calloc((size_t)given + 32, sizeof *arguments);
  if (arguments == NULL || !find_root()) {
    fprintf(stderr, "%s: cannot find the folder it lies in: %s\n", words[0], strerror(errno));
    return 1;
  }
  const char *slash = strrchr(words[0], '/'), *name = slash == NULL ? words[0] : slash + 1;
  int link = links(given, words);
  add_path("", "/lib/loader");
  add("--library-path");
  add_path("", "/lib");
  add_path("", "/lib/tcc-program");
  if (strcmp(name, "ar") == 0) {
    add("-ar");
  } else {
    add_path("-B", "/lib/tcc");
    add("-nostdinc");
    add("-isystem");
    add_path("", "/lib/tcc/include");
    add("-isystem");
    add_path("", "/include");
  }
  if (link && strcmp(name, "ar") != 0) {
    add("-nostdlib");
    add("-static");
    add_path("", "/lib/crt1.o");
    add_path("", "/lib/crti.o");
  }
  for (int i = 1; i < given; i++)
    add(words[i]);
  if (link && strcmp(name, "ar") != 0) {
    add("-xn");
    add_path("-L", "/lib");
    add("-lc");
    add_path("", "/lib/tcc/libtcc1.a");
    add_path("", "/lib/crtn.o");
  }
  add(NULL);
  execv(arguments[0], (char **)arguments);
  fprintf(stderr, "%s: cannot start %s: %s\n", words[0], arguments[0], strerror(errno));
  return 1;
}
