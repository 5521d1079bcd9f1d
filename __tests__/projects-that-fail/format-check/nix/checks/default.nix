{ system, src }:
let
  check = import ../lib/check.nix { inherit system src; };
in
{
  format = import ./format.nix { inherit check; };
  licenses = import ./licenses.nix { inherit check; };
}
