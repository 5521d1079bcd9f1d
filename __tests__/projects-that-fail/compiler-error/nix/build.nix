{ system }:
{
  pname,
  version,
  src,
  buildPhase,
}:
derivation {
  inherit
    pname
    version
    src
    system
    ;
  name = "${pname}-${version}";
  builder = "/bin/sh";
  args = [
    "-eu"
    "-c"
    ''
      cp -r $src source
      chmod -R u+w source
      cd source
      ${buildPhase}
    ''
  ];
}
