{
  mkDerivation =
    {
      pname,
      version,
      src,
      patches ? [ ],
      installPhase,
    }@attrs:
    derivation (
      attrs
      // {
        name = "${pname}-${version}";
        system = "x86_64-linux";
        builder = "/bin/sh";
        args = [
          "-e"
          ./builder.sh
        ];
      }
    );
}
