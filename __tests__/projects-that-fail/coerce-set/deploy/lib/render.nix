fields:
let
  line = name: "${name}: ${fields.${name}}";
in
builtins.concatStringsSep "\n" (map line (builtins.attrNames fields))
