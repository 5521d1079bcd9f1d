{
  outputs =
    { self }:
    let
      crane = import ./nix/crane.nix { system = "x86_64-linux"; };
      crate = import ./nix/ledger.nix { inherit crane; };
    in
    {
      packages.x86_64-linux = {
        inherit (crate) deps ledger;
      };
      checks.x86_64-linux = {
        inherit (crate) tests image;
      };
    };
}
