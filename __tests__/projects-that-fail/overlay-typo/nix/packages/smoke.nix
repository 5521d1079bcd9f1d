{ mkDerivation, gateway }:

mkDerivation {
  pname = "gateway-smoke";
  version = gateway.version;
  inherit gateway;
  script = ''
    cat $gateway > $out
  '';
}
