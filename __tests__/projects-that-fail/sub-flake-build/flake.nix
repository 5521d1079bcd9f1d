{
  outputs =
    { self }:
    {
      packages.x86_64-linux.default = derivation {
        name = "app";
        system = "x86_64-linux";
        builder = "/bin/sh";
        args = [
          "-c"
          "echo app > $out"
        ];
      };
    };
}
