{
  outputs =
    { self }:
    let
      modules = import ./nix/modules;
    in
    {
      checks.x86_64-linux.options = import ./nix/options-doc.nix { inherit modules; };
    };
}
