{
  description = "A payment gateway and its tools";

  outputs =
    { self }:
    let
      system = "x86_64-linux";
      pkgs = import ./nix/pkgs.nix {
        inherit system;
        overlays = [ (import ./nix/overlay.nix) ];
      };
    in
    {
      packages.${system} = {
        inherit (pkgs) gateway;
        default = pkgs.gateway;
      };
      checks.${system} = {
        inherit (pkgs) gateway gateway-smoke;
      };
    };
}
