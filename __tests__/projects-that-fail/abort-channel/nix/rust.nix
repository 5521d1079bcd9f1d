let
  select = import ./channels.nix (builtins.fromJSON (builtins.readFile ./channels.json));
  toolchain = select "stable-1.58";
in
{
  build =
    { name, source }:
    derivation {
      inherit name source toolchain;
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [
        "-euc"
        "cat $source/main.rs > $out"
      ];
    };
}
