{ system }:
let
  step =
    suffix: attrs: script:
    derivation {
      inherit system;
      inherit (attrs) pname version src;
      name = "${attrs.pname}${suffix}-${attrs.version}";
      cargoArtifacts = attrs.cargoArtifacts or "";
      builder = "/bin/sh";
      args = [
        "-euc"
        ''
          cp -r $src source
          cd source
          ${script}
        ''
      ];
    };
in
{
  buildDepsOnly = attrs: step "-deps" attrs "echo compiled > $out";
  buildPackage = attrs: step "" attrs "cat $cargoArtifacts > $out";
  cargoTest = attrs: step "-test" attrs "sh ${./cargo-test.sh}; echo passed > $out";
}
