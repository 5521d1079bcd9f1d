config: attrs:
let
  name = "${attrs.pname}-${attrs.version}";
  position = builtins.unsafeGetAttrPos "description" attrs.meta;
  isFree = attrs.meta.license.free;
in
if !isFree && !config.allowUnfreePredicate attrs.pname then
  throw ''
    Package ‘${name}’ in ${position.file}:${toString position.line} has an unfree license (‘${attrs.meta.license.name}’), refusing to evaluate.

    a) To allow this package, add its name to allowUnfreePredicate in flake.nix.
    b) For `nix-build` set NIXPKGS_ALLOW_UNFREE=1.
  ''
else
  derivation (
    builtins.removeAttrs attrs [ "meta" ]
    // {
      inherit name;
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [
        "-euc"
        attrs.script
      ];
    }
  )
