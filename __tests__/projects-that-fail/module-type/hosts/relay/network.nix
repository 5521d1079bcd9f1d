{
  # Behind the load balancer.
  config = {
    "services.relay.port" = "8080";
  };
}
