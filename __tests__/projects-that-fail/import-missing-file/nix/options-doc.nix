{ modules }:
let
  describe = name: "${name}: ${modules.${name}.description}";
in
derivation {
  name = "options.txt";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-euc"
    "echo \"$text\" > $out"
  ];
  text = builtins.concatStringsSep "\n" (map describe (builtins.attrNames modules));
}
