# What `nix flake check` builds: a check holds if its derivation builds.
{ callPackage, runCommandCC }:

let
  minimint = callPackage ./package.nix { };
  inherit (minimint) src;
in
{
  build = minimint;

  # Every warning is an error, and every script can be read.
  lint = runCommandCC "minimint-lint" { CFLAGS = "-Wextra -Wpedantic -Werror"; } ''
    bash ${src}/scripts/build.sh build
    for script in ${src}/scripts/*.sh; do
      bash -n "$script"
    done
    touch $out
  '';

  unit-tests = runCommandCC "minimint-unit-tests" { } ''
    bash ${src}/scripts/build.sh build
    build/unit-tests | tee $out
  '';

  # The federation of the integration test, with the package's own programs.
  federation = runCommandCC "minimint-federation" { MINIMINT_BIN = "${minimint}/bin"; } ''
    bash ${src}/scripts/integration-test.sh | tee $out
  '';
}
