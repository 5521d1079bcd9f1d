host:
let
  render = import ./render.nix;
in
render {
  Host = host.name;
  Address = host.network;
}
