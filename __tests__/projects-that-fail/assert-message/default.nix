{
  hosts = builtins.mapAttrs (name: _: import ./nix/host.nix (./hosts + "/${name}")) (
    builtins.readDir ./hosts
  );
}
