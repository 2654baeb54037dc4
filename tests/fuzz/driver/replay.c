/* Runs a fuzz target over the named files, so that every compiler can replay a corpus. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    enum { MAX = 4 << 20 };
    uint8_t *buf = malloc(MAX);
    if (!buf) return EXIT_FAILURE;
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) {
            perror(argv[i]);
            return EXIT_FAILURE;
        }
        size_t n = fread(buf, 1, MAX, f);
        (void)fclose(f);
        (void)LLVMFuzzerTestOneInput(buf, n);
    }
    free(buf);
    return EXIT_SUCCESS;
}
