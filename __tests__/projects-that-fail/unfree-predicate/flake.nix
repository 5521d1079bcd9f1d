{
  outputs =
    { self }:
    let
      pkgs = import ./nix { allowUnfreePredicate = name: name == "fonts"; };
    in
    {
      packages.x86_64-linux = pkgs;
      checks.x86_64-linux.scanner = pkgs.scanner;
    };
}
