/** Five checks that hold some 60 MB each once they are evaluated; the heap of the test has room for one, not for all. */
export const LARGE = `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = builtins.listToAttrs (map (number: {
        name = "large\${toString number}";
        value =
          let
            values = builtins.genList (it: { it = it + number; }) 400000;
            sum = builtins.foldl' (sum: it: sum + it.it) 0 values;
          in
          derivation {
            inherit system;
            name = "large";
            builder = "/bin/sh";
            args = [ "-c" "echo \${toString sum} > $out" ];
          } // { inherit values; };
      }) [ 1 2 3 4 5 ]);
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`

/** The options of a step that has the heap for one of them. */
export const IN_LITTLE_MEMORY = 'env: { GC_INITIAL_HEAP_SIZE: 10M, GC_MAXIMUM_HEAP_SIZE: 140M }'
