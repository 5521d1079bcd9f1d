{ system }:
name: script:
derivation {
  inherit name system;
  builder = "/bin/sh";
  args = [
    "-euc"
    script
  ];
}
