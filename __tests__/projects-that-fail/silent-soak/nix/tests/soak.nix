# Lets the server run while nothing happens.
let
  minutes = 10;
in
{
  name = "soak-test";
  args = [
    "-c"
    "echo starting the server; sleep ${toString (minutes * 60)}; echo ok > $out"
  ];
}
