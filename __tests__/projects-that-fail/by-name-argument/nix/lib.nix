rec {
  callPackageWith =
    scope: path: overrides:
    let
      f = import path;
      wanted = builtins.intersectAttrs (builtins.functionArgs f) scope;
    in
    f (wanted // overrides);

  packagesByName =
    folder: callPackage:
    builtins.mapAttrs (name: _: callPackage (folder + "/${name}/package.nix") { }) (
      builtins.readDir folder
    );
}
