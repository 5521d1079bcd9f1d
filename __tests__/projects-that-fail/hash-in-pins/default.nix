let
  sources = import ./nix/sources.nix;
in
{
  server = derivation {
    name = "server";
    system = "x86_64-linux";
    builder = "/bin/sh";
    args = [
      "-euc"
      "cat $expat $libuv $zstd > $out"
    ];
    inherit (sources) expat libuv zstd;
  };
}
