let
  pins = builtins.fromJSON (builtins.readFile ./pins.json);
  fetch = import ./fetch.nix;
in
builtins.mapAttrs (name: pin: fetch ({ inherit name; } // pin)) pins
