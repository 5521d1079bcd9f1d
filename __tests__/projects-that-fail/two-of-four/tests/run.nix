name: folder:
let
  test = import (./. + "/${name}.nix");
in
derivation {
  name = "test-${name}";
  system = "x86_64-linux";
  builder = "/bin/sh";
  inherit folder;
  args = [
    "-euc"
    test.script
  ];
}
