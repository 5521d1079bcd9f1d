let
  fixed = import ./nix/fixed.nix;
in
fixed [
  (import ./nix/overlays/base.nix)
  (import ./nix/overlays/tools.nix)
]
