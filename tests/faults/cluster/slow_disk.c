/* Preloaded into a node or a broker: while the file CARNET_SLOW_DISK names holds a number, every write to
 * a file and every sync takes that many milliseconds longer. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static ssize_t (*real_read)(int, void*, size_t);

static void linger(int fd) {
  struct stat kind;
  const char* path = getenv("CARNET_SLOW_DISK");
  if (path == NULL || fstat(fd, &kind) != 0 || !S_ISREG(kind.st_mode)) return;
  char text[16] = {0};
  int control = open(path, O_RDONLY | O_CLOEXEC);
  if (control < 0) return;
  if (real_read == NULL) real_read = dlsym(RTLD_NEXT, "read");
  ssize_t got = real_read(control, text, sizeof text - 1);
  close(control);
  long ms = got > 0 ? atol(text) : 0;
  struct timespec wait = {ms / 1000, ms % 1000 * 1000000};
  if (ms > 0) nanosleep(&wait, NULL);
}

#define SLOW(type, name, parameters, fd, ...)              \
  type name parameters {                                   \
    static type(*real) parameters;                         \
    if (real == NULL) real = dlsym(RTLD_NEXT, #name);      \
    linger(fd);                                            \
    return real(__VA_ARGS__);                              \
  }

SLOW(ssize_t, write, (int fd, const void* from, size_t size), fd, fd, from, size)
SLOW(ssize_t, pwrite, (int fd, const void* from, size_t size, off_t at), fd, fd, from, size, at)
SLOW(ssize_t, pwrite64, (int fd, const void* from, size_t size, off64_t at), fd, fd, from, size, at)
SLOW(ssize_t, writev, (int fd, const struct iovec* from, int count), fd, fd, from, count)
SLOW(int, fsync, (int fd), fd, fd)
SLOW(int, fdatasync, (int fd), fd, fd)
