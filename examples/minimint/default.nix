{
  system ? builtins.currentSystem,
  sources ? import ./nix/sources.nix,
  pkgs ? import sources.nixpkgs { inherit system; },
}:

pkgs.callPackage ./package.nix { }
