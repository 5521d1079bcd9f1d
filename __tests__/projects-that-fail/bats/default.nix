derivation {
  name = "names";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-euc"
    "cat ${./bin/names} > $out"
  ];
}
