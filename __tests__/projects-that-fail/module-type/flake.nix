{
  outputs =
    { self }:
    let
      lib = import ./lib/modules.nix;
      host = name: lib.evalModules [
        ./modules/relay.nix
        (./hosts + "/${name}")
      ];
    in
    {
      nixosConfigurations = {
        relay = host "relay";
        spare = host "spare";
      };
    };
}
