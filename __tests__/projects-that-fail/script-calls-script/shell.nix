import ./nix/shell.nix {
  name = "tasks";
  environment.LEVEL = "strict";
}
