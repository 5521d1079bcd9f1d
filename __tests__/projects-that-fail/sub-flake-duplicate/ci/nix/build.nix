attrs:
derivation {
  inherit (attrs) name;
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-euc"
    (attrs.make + (if attrs.doCheck then attrs.check else ""))
  ];
}
