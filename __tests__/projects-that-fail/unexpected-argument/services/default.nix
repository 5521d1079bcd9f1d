let
  mkService = import ../lib/service.nix;
in
{
  mail = import ./mail.nix { inherit mkService; };
  web = import ./web.nix { inherit mkService; };
}
