let
  schema = import ../generated/schema.nix;
in
{
  tables = map (name: "api_${name}") schema.tables;
}
