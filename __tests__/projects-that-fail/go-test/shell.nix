import ./nix/dev-shell.nix
