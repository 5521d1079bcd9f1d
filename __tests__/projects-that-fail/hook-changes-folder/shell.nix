import ./nix/shell.nix { hooks = import ./nix/hooks.nix; }
