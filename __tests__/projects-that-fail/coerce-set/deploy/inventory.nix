{
  hosts.edge = {
    name = "edge-1";
    network = {
      address = "10.0.0.4";
      prefix = 24;
    };
  };
}
