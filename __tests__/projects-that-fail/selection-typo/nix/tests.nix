{ system }:
let
  run = import ./run.nix { inherit system; };
in
{
  integration = run "integration" "echo ok > $out";
  unit = run "unit" "echo ok > $out";
}
