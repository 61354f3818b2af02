/* Runs the engine's command line out of its library, so that tests can have a real server from the npm package. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv) {
  void *library = argc < 2 ? NULL : dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL);
  void *(*run)(int, char **) = library ? (void *(*)(int, char **))dlsym(library, "chdb_query_cmdline") : NULL;
  if (!run) {
    fprintf(stderr, "launcher: %s\n", argc < 2 ? "name the library" : dlerror());
    return 2;
  }
  argv[1] = argv[0];
  run(argc - 1, argv + 1);
  return 0;
}
