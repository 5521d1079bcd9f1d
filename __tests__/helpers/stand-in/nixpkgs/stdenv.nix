# stdenv: bash, tools and a C compiler out of folders that lie beside this file, nothing of the host.
{ lib, system }:

let
  # By name, so that the store paths are the same however this folder is reached.
  folder =
    name:
    builtins.path {
      inherit name;
      path = ./. + "/${name}";
    };
  bashFolder = folder "bash";
  toolsFolder = folder "tools";
  ccFolder = folder "cc";
  shell = "${bashFolder}/bin/bash";

  # A derivation of a few shell lines, for what stands below mkDerivation.
  plain =
    name: attrs: script:
    derivation (
      {
        inherit name system;
        builder = shell;
        args = [
          "-euc"
          script
        ];
        PATH = "${toolsFolder}/bin";
      }
      // attrs
    );

  # A folder of ours as a package.
  package =
    pname: meta: source:
    plain pname { inherit source; } "mkdir $out; ln -s $source/bin $out/bin"
    // {
      inherit pname;
      meta = { license = [ ]; } // meta;
    };

  isLinux = lib.hasSuffix "-linux" system;
  platform = {
    inherit system isLinux;
    isDarwin = !isLinux;
    isx86_64 = lib.hasPrefix "x86_64-" system;
    isAarch64 = lib.hasPrefix "aarch64-" system;
  };

  makeStdenv =
    name: folders: cc:
    let
      stdenv =
        plain name
          {
            initialPath = "${bashFolder} ${toolsFolder} ${toString folders}";
            inherit shell;
            setup = ./setup.sh;
          }
          ''
            mkdir $out
            { printf 'initialPath="%s"\nSHELL=%s\n' "$initialPath" "$shell"; cat $setup; } > $out/setup
          '';
    in
    stdenv
    // platform
    // {
      inherit shell cc;
      hasCC = cc != null;
      buildPlatform = platform;
      hostPlatform = platform;
      targetPlatform = platform;
      mkDerivation = mkDerivation stdenv;
    };

  # What overrideAttrs is given: attributes, a function of the previous ones, or of the final and the previous ones.
  changes =
    change: final: previous:
    let
      once = change previous;
    in
    if !lib.isFunction change then
      change
    else if lib.isFunction once then
      change final previous
    else
      once;

  # `attrs` may be a function of the package's own final attributes.
  mkDerivation =
    stdenv: attrs:
    let
      arguments = if lib.isFunction attrs then attrs finalAttrs else attrs;
      finalAttrs = arguments // {
        finalPackage = package;
      };
      environment =
        lib.removeAttrs arguments [
          "env"
          "meta"
          "passthru"
        ]
        // arguments.env or { };
      inputs = name: toString (lib.flatten (arguments.${name} or [ ]));
      package =
        derivation (
          {
            builder = shell;
            args = [
              "-e"
              ./default-builder.sh
            ];
          }
          // environment
          // {
            name = arguments.name or "${arguments.pname}-${arguments.version}";
            inherit system stdenv;
            # nix develop goes through this list.
            outputs = arguments.outputs or [ "out" ];
            buildInputs = inputs "buildInputs";
            nativeBuildInputs = inputs "nativeBuildInputs";
            propagatedBuildInputs = inputs "propagatedBuildInputs";
          }
        )
        // lib.optionalAttrs (arguments ? pname) { inherit (arguments) pname; }
        // lib.optionalAttrs (arguments ? version) { inherit (arguments) version; }
        // {
          buildInputs = lib.flatten (arguments.buildInputs or [ ]);
          nativeBuildInputs = lib.flatten (arguments.nativeBuildInputs or [ ]);
          meta = arguments.meta or { };
          passthru = arguments.passthru or { };
          overrideAttrs =
            change:
            mkDerivation stdenv (
              final:
              let
                previous = if lib.isFunction attrs then attrs final else attrs;
              in
              previous // changes change final previous
            );
        }
        // arguments.passthru or { };
    in
    package;
in
rec {
  bash = package "bash" { mainProgram = "bash"; } bashFolder;
  bashInteractive = bash;
  busyboxTools = package "busybox-tools" { } toolsFolder;
  tinycc = package "tinycc" { mainProgram = "tcc"; } ccFolder;
  runtimeShell = shell;
  stdenv = makeStdenv "stdenv" [ ccFolder ] tinycc;
  stdenvNoCC = makeStdenv "stdenv-no-cc" [ ] null;
}
