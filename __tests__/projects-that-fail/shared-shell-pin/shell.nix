let
  project = import ./nix;
in
project.shell
