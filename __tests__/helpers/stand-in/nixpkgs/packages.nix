# Packages by the names that nixpkgs has for them.
{ lib, pkgs }:

let
  inherit (pkgs)
    busyboxTools
    runCommand
    stdenv
    writeText
    ;

  # Some of busybox' applets as a package of their own.
  applets =
    pname: names:
    runCommand pname { } ''
      mkdir -p $out/bin
      for name in ${toString names}; do
        ln -s ${busyboxTools.source}/bin/busybox $out/bin/$name
      done
    ''
    // {
      inherit pname;
    };
in
lib.genAttrs [
  "coreutils"
  "diffutils"
  "findutils"
  "gawk"
  "gnugrep"
  "gnupatch"
  "gnused"
  "gnutar"
  "gzip"
  "which"
] (_: busyboxTools)
// {
  inherit applets;

  netcat = applets "netcat" [ "nc" ];
  procps = applets "procps" [
    "free"
    "kill"
    "pidof"
    "ps"
    "top"
    "uptime"
    "watch"
  ];

  hello = stdenv.mkDerivation {
    pname = "hello";
    version = "1";
    dontUnpack = true;
    source = writeText "hello.c" ''
      #include <stdio.h>
      int main(void) {
        puts("Hello, world!");
        return 0;
      }
    '';
    buildPhase = "$CC -o hello $source";
    installPhase = "install -D hello $out/bin/hello";
    meta.mainProgram = "hello";
  };
}
