{ system }:
let
  lib = import ./lib.nix;
  builders = import ./builders.nix { inherit system; };
  scope = builders // packages // { inherit lib; };
  packages = lib.packagesByName ../pkgs (lib.callPackageWith scope);
in
packages
