let
  command =
    name: file:
    derivation {
      inherit name file;
      system = "x86_64-linux";
      builder = "/bin/sh";
      args = [
        "-euc"
        "mkdir -p $out/bin; cp $file $out/bin/$name; chmod +x $out/bin/$name"
      ];
    };
in
{
  pytest = command "pytest" ./pytest.sh;
}
