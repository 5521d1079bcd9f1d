{ crane }:
let
  common = {
    pname = "ledger";
    version = "0.3.0";
    src = ../.;
  };
  deps = crane.buildDepsOnly common;
  withDeps = common // {
    cargoArtifacts = deps;
  };
in
rec {
  inherit deps;
  ledger = crane.buildPackage withDeps;
  tests = crane.cargoTest withDeps;
  image = derivation {
    name = "ledger-image";
    system = "x86_64-linux";
    builder = "/bin/sh";
    inherit ledger tests;
    args = [
      "-euc"
      "cat $ledger $tests > $out"
    ];
  };
}
