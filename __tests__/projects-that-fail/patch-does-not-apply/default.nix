let
  stdenv = import ./nix/stdenv.nix;
in
import ./nix/package.nix { inherit stdenv; }
