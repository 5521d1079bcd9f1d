let
  shells = import ../nix/shells.nix;
in
shells.release
