{ lib }:
final: prev:
let
  series = name: toString (lib.semver.major final.versions.${name});
  tool = name: final.script name final.versions.${name} "echo ${name} series ${series name} > $out";
in
{
  filed = tool "filed";
  ripsaw = tool "ripsaw";
}
