channels:

let
  names = builtins.concatStringsSep ", " (builtins.attrNames channels);
  known = name: builtins.hasAttr name channels;
in
name:
if known name then
  "rust-${channels.${name}.version}"
else
  builtins.abort "channels.json has no toolchain '${name}', only ${names}"
