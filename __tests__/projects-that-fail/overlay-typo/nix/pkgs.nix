{ system, overlays }:
let
  base = self: {
    inherit system;
    mkDerivation =
      { pname, version, ... }@attrs:
      derivation (
        {
          inherit system;
          name = "${pname}-${version}";
          builder = "/bin/sh";
          args = [
            "-euc"
            attrs.script
          ];
        }
        // attrs
      );
    callPackage =
      file: overrides:
      let
        f = import file;
      in
      f (builtins.intersectAttrs (builtins.functionArgs f) self // overrides);
    pkgs = self;
    tls = self.mkDerivation {
      pname = "tls";
      version = "3.1";
      script = "echo tls > $out";
    };
    zlib = self.mkDerivation {
      pname = "zlib";
      version = "1.3";
      script = "echo zlib > $out";
    };
  };
  extend =
    f: overlay: self:
    let
      prev = f self;
    in
    prev // overlay self prev;
  set = (builtins.foldl' extend base overlays) set;
in
set
