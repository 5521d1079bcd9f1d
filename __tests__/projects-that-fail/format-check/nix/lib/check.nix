{ system, src }:
name: script:
derivation {
  name = "check-${name}";
  inherit system src;
  builder = "/bin/sh";
  args = [
    "-euc"
    ''
      cd $src
      ${script}
      echo ok > $out
    ''
  ];
}
