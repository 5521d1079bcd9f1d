{ revision }:
let
  info = import ./build-info.nix { inherit revision; };
in
derivation {
  name = "station";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-euc"
    "echo \"$info\" > $out"
  ];
  info = builtins.toJSON info;
}
