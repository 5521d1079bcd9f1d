{ stdenv }:

stdenv.mkDerivation {
  pname = "hello-daemon";
  version = "1.4";
  src = ../src;
  patches = [
    ./patches/quiet.patch
    ./patches/fixed-port.patch
  ];
  installPhase = "cp daemon.conf $out";
}
