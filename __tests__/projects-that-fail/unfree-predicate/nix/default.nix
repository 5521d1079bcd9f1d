config:
let
  mkDerivation = import ./make-derivation.nix config;
  pkgs = {
    fonts = import ../pkgs/fonts { inherit mkDerivation; };
    scanner = import ../pkgs/scanner { inherit mkDerivation; inherit (pkgs) vendor-sdk; };
    vendor-sdk = import ../pkgs/vendor-sdk { inherit mkDerivation; };
  };
in
pkgs
