{
  outputs =
    { self }:
    let
      build = import ./nix/build.nix { system = "x86_64-linux"; };
    in
    {
      checks.x86_64-linux = {
        codec = import ./nix/codec.nix { inherit build; };
        docs = import ./nix/docs.nix { inherit build; };
      };
    };
}
