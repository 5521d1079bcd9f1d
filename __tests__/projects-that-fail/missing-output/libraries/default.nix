{ system }:
let
  library =
    file:
    let
      attrs = import file;
    in
    derivation (
      attrs
      // {
        inherit system;
        builder = "/bin/sh";
        args = [
          "-eu"
          (file + "/../install.sh")
        ];
      }
    );
in
{
  libtally = library ./libtally/library.nix;
}
