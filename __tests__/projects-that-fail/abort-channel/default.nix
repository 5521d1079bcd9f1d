let
  rust = import ./nix/rust.nix;
in
rust.build {
  name = "indexer";
  source = ./src;
}
