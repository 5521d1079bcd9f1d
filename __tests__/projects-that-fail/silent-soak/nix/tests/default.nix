{
  system ? "x86_64-linux",
}:
let
  make =
    test:
    derivation (
      test
      // {
        inherit system;
        builder = "/bin/sh";
      }
    );
in
{
  quick = make (import ./quick.nix);
  soak = make (import ./soak.nix);
}
