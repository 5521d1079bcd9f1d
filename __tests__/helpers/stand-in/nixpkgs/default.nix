# Takes what nixpkgs takes; `config` is accepted and does nothing.
{
  system ? builtins.currentSystem,
  overlays ? [ ],
  config ? { },
  ...
}:

let
  lib = import ./lib.nix;

  base =
    pkgs:
    {
      inherit lib pkgs system;
      callPackage = lib.callPackageWith pkgs;
    }
    // import ./stdenv.nix { inherit lib system; }
    // import ./builders.nix { inherit lib pkgs; }
    // import ./packages.nix { inherit lib pkgs; };

  withOverlay =
    inner: overlay: pkgs:
    let
      previous = inner pkgs;
    in
    previous // overlay pkgs previous;
in
lib.fix (builtins.foldl' withOverlay base overlays)
