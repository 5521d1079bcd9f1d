let
  go = derivation {
    name = "go-1.22";
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [
      "-euc"
      "mkdir -p $out/bin; cp ${./go.sh} $out/bin/go; chmod +x $out/bin/go"
    ];
  };
in
derivation {
  name = "relay-dev";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-c"
    "echo > $out"
  ];
  stdenv = ./stdenv;
  inputs = [ go ];
}
