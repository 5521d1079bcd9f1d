{
  outputs =
    { self }:
    {
      checks.x86_64-linux.readme = derivation {
        name = "readme";
        system = "x86_64-linux";
        builder = "/bin/sh";
        args = [
          "-euc"
          "grep -q Ledger ${./README.md}; echo > $out"
        ];
      };
    };
}
