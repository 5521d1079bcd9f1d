{
  description = "What only CI needs";

  outputs =
    { self }:
    let
      build = import ./nix/build.nix;
    in
    {
      checks.x86_64-linux.report = build (import ./nix/report.nix);
    };
}
