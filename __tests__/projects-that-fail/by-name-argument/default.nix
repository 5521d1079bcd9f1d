{
  system ? "x86_64-linux",
}:
import ./nix { inherit system; }
