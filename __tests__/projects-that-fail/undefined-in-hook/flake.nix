{
  outputs =
    { self }:
    let
      lib = import ./nix/lib.nix;
    in
    {
      devShells.x86_64-linux.default = import ./nix/shell.nix { inherit lib; };
    };
}
