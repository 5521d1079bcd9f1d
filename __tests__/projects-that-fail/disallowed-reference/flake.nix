{
  outputs =
    { self }:
    let
      pkgs = import ./nix/pkgs.nix;
    in
    {
      checks.x86_64-linux = {
        inherit (pkgs) agent;
      };
      packages.x86_64-linux = pkgs;
    };
}
