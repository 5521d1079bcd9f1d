{ package }:

package {
  name = "notes";
  builder = "/bin/sh";
  args = [
    "-c"
    "echo > $out"
  ];
}
