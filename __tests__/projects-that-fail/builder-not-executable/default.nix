let
  call = file: import file { package = import ./nix/package.nix; };
in
{
  stamp = call ./pkgs/stamp.nix;
  notes = call ./pkgs/notes.nix;
}
