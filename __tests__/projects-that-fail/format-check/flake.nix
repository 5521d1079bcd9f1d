{
  outputs =
    { self }:
    {
      checks.x86_64-linux = import ./nix/checks {
        system = "x86_64-linux";
        src = self;
      };
    };
}
