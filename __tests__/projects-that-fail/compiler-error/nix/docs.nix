{ build }:

build {
  pname = "codec-docs";
  version = "2.0";
  src = ../src;
  buildPhase = ''
    grep '^/\*' codec.c > $out
  '';
}
