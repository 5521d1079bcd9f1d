let
  option = default: description: { inherit default description; };
in
{
  logging = import ./logging.nix { inherit option; };
  metrics = import ./metrics.nix { inherit option; };
}
