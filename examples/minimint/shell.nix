{
  system ? builtins.currentSystem,
  sources ? import ./nix/sources.nix,
  pkgs ? import sources.nixpkgs { inherit system; },
}:

# A shell with the compiler: scripts/build.sh and scripts/integration-test.sh work in it.
pkgs.mkShell {
  inputsFrom = [ (pkgs.callPackage ./package.nix { }) ];
}
