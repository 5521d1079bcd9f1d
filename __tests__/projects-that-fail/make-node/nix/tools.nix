let
  script =
    name: text:
    derivation {
      inherit name text;
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [
        "-euc"
        ''
          mkdir -p $out/bin
          printf '#!/bin/sh\n%s' "$text" > $out/bin/$name
          chmod +x $out/bin/$name
        ''
      ];
    };
in
{
  # They stand for the real ones.
  make = script "make" ''
    echo "node --test web/test"
    node --test web/test || {
      echo "make: *** [Makefile:4: check] Error 1" >&2
      exit 2
    }
  '';
  node = script "node" ''
    file=$PWD/web/test/cart.test.js
    line=$(grep -n 'assert.equal(total' $file | cut -d: -f1)
    cat <<END
    ✔ an empty cart is free (0.61ms)
    ✖ a discount is taken once (1.02ms)
      AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:

      81 !== 90

          at TestContext.<anonymous> (file://$file:$line:10)
          at Test.runInAsyncScope (node:async_hooks:206:9)
          at Test.run (node:internal/test_runner/test:824:25)
    ℹ tests 2
    ℹ pass 1
    ℹ fail 1
    END
    exit 1
  '';
}
