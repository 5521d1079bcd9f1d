{ system }:
{
  buildScript =
    name: script: inputs:
    derivation (
      inputs
      // {
        inherit name system;
        builder = "/bin/sh";
        args = [
          "-euc"
          script
        ];
      }
    );
}
