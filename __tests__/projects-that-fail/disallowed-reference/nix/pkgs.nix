let
  package = attrs: derivation ({ system = "x86_64-linux"; builder = "/bin/sh"; } // attrs);
  pkgs = {
    generator = import ./generator.nix { inherit package; };
    agent = import ./agent.nix {
      inherit package;
      inherit (pkgs) generator;
    };
  };
in
pkgs
