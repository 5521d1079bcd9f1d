{
  imports = [ ./network.nix ];
  config."services.relay.name" = "relay-1";
}
