# The sources of sources.json by name, fetched when they are used.
# NIV_OVERRIDE_<name> puts a folder in the place of one; in the variable's name what is neither letter nor digit is `_`.
let
  variable =
    name:
    "NIV_OVERRIDE_"
    + builtins.replaceStrings [ "-" "." "+" "/" ] [ "_" "_" "_" "_" ] name;

  absolute =
    path: if builtins.substring 0 1 path == "/" then path else "${builtins.getEnv "PWD"}/${path}";

  fetch =
    name: source:
    let
      override = builtins.getEnv (variable name);
    in
    if override != "" then
      /. + absolute override
    else
      builtins.fetchTarball {
        name = "${name}-source";
        inherit (source) url sha256;
      };
in
builtins.mapAttrs (name: source: source // { outPath = fetch name source; }) (
  builtins.fromJSON (builtins.readFile ./sources.json)
)
