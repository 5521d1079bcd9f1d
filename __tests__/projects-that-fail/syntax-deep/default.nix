import ./nix { }
