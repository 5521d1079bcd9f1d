# A unit file of systemd.
{
  name,
  user ? name,
  ports ? [ ],
}:

derivation {
  name = "${name}.service";
  system = "x86_64-linux";
  builder = "/bin/sh";
  args = [
    "-euc"
    ''
      {
        echo "[Service]"
        echo "User=${user}"
        echo "Environment=PORTS=${toString ports}"
      } > $out
    ''
  ];
}
