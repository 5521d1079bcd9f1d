{
  outputs =
    { self }:
    let
      lib = import ./lib;
      pkgs = lib.compose [
        (import ./nix/base.nix)
        (import ./nix/tools.nix { inherit lib; })
      ];
    in
    {
      inherit lib;
      packages.x86_64-linux = {
        inherit (pkgs) filed ripsaw;
      };
    };
}
