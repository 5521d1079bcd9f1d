{ build }:

build {
  pname = "codec";
  version = "2.0";
  src = ../.;
  buildPhase = ''
    sh tools/make.sh codec.o src/codec.c
    cp codec.o $out
  '';
}
