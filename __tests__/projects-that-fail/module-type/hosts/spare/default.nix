{
  config."services.relay.name" = "relay-2";
}
