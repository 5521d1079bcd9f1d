{
  system ? "x86_64-linux",
}:
{
  tests = import ./nix/tests.nix { inherit system; };
}
