{
  outputs =
    { self }:
    let
      package = import ./nix/package.nix { revision = self.rev or "dirty"; };
    in
    {
      packages.x86_64-linux.default = package;
      checks.x86_64-linux.package = package;
    };
}
