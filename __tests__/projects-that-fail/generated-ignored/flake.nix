{
  outputs =
    { self }:
    {
      checks.x86_64-linux = import ./nix/checks.nix { system = "x86_64-linux"; };
    };
}
