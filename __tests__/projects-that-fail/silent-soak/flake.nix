{
  outputs =
    { self }:
    {
      checks.x86_64-linux = import ./nix/tests { };
    };
}
