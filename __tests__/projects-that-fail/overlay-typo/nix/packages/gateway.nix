{ mkDerivation, pkgs }:

mkDerivation {
  pname = "gateway";
  version = "0.4.1";
  libraries = [
    pkgs.tls
    pkgs.zlibb
  ];
  script = ''
    echo gateway > $out
  '';
}
