{
  outputs =
    { self }:
    let
      libraries = import ./libraries { system = "x86_64-linux"; };
    in
    {
      packages.x86_64-linux = libraries;
    };
}
