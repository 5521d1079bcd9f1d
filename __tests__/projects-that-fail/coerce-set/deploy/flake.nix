{
  outputs =
    { self }:
    let
      inventory = import ./inventory.nix;
    in
    {
      motd = import ./lib/motd.nix inventory.hosts.edge;
    };
}
