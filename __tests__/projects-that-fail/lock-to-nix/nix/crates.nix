{ lock }:
let
  generated = import ./generate.nix { inherit lock; };
in
import "${generated}/crates.nix"
