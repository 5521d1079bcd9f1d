{ lock }:
derivation {
  name = "crates-nix";
  system = "x86_64-linux";
  builder = "/bin/sh";
  inherit lock;
  args = [
    "-eu"
    ./generate.sh
  ];
}
