{ sources }:
let
  wrap =
    pin:
    derivation {
      name = "fmt-${pin.version}";
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [
        "-c"
        "echo > $out"
      ];
    };
in
{
  fmt = wrap sources.shfmt;
  lint = wrap sources.shellcheck;
}
