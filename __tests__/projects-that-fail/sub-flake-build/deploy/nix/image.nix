{
  name = "relay-image";
  manifest = ../manifest.toml;
  layers = [ ../rootfs ];
}
