let
  data = builtins.fromJSON (builtins.readFile ./sources.json);
in
data.pins
