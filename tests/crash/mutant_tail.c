/* A broken variant for the crash test: the archive is not cut at its committed end. */
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

int ftruncate(int fd, off_t length)
{
    (void)length;
    return lseek(fd, 0, SEEK_END) < 0 ? -1 : 0;
}

off_t lseek(int fd, off_t at, int whence)
{
    off_t (*real)(int, off_t, int);
    *(void **)&real = dlsym(RTLD_NEXT, "lseek");
    if (whence != SEEK_SET) return real(fd, at, whence);
    return real(fd, 0, SEEK_END) < 0 ? -1 : at;
}
