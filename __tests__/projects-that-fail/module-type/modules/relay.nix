{ types }:
{
  options = {
    "services.relay.port" = {
      type = types.port;
      default = 7070;
    };
    "services.relay.name" = {
      type = types.str;
      default = "relay";
    };
  };
}
