{ revision }:
let
  lines = file: builtins.filter builtins.isString (builtins.split "\n" (builtins.readFile file));
in
{
  inherit revision;
  host = builtins.head (lines "/etc/os-release");
}
