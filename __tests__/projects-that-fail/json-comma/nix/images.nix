let
  read = file: builtins.fromJSON (builtins.readFile file);
  defaults = {
    base = "scratch";
  };
in
builtins.mapAttrs (_: image: defaults // image) (read ../config/images.json)
