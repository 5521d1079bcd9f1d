# The small builders: text, scripts, commands, shells.
{ lib, pkgs }:

let
  # Not as arguments with names: pkgs is not there yet when this set is made.
  inherit (pkgs) stdenv stdenvNoCC runtimeShell;
  defaultStdenv = stdenv;
in
rec {
  runCommandWith =
    {
      name,
      stdenv ? stdenvNoCC,
      derivationArgs ? { },
      runLocal ? false,
    }:
    buildCommand:
    stdenv.mkDerivation (
      derivationArgs
      // {
        inherit name buildCommand;
        passAsFile = [ "buildCommand" ] ++ derivationArgs.passAsFile or [ ];
      }
    );

  runCommand = name: derivationArgs: runCommandWith { inherit name derivationArgs; };
  runCommandLocal = runCommand;
  runCommandNoCC = runCommand;
  runCommandCC = name: derivationArgs: runCommandWith { inherit name derivationArgs stdenv; };

  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
    }:
    stdenvNoCC.mkDerivation {
      inherit
        name
        text
        destination
        executable
        checkPhase
        meta
        ;
      passAsFile = [
        "buildCommand"
        "text"
      ];
      buildCommand = ''
        target=$out$destination
        mkdir -p "$(dirname "$target")"
        cp "$textPath" "$target"
        if [[ -n $executable ]]; then
          chmod +x "$target"
        fi
        eval "$checkPhase"
      '';
    };

  writeText = name: text: writeTextFile { inherit name text; };
  writeScript =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
    };
  writeShellScript = name: text: writeScript name "#!${runtimeShell}\n${text}";
  writeScriptBin =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
      destination = "/bin/${name}";
      meta.mainProgram = name;
    };
  writeShellScriptBin = name: text: writeScriptBin name "#!${runtimeShell}\n${text}";

  linkFarm =
    name: entries:
    runCommand name { } (
      "mkdir -p $out\n"
      + lib.concatMapStrings (
        entry:
        let
          target = lib.escapeShellArg entry.name;
        in
        ''
          mkdir -p "$(dirname "$out"/${target})"
          ln -s ${lib.escapeShellArg "${entry.path}"} "$out"/${target}
        ''
      ) (if lib.isList entries then entries else lib.mapAttrsToList (name: path: { inherit name path; }) entries)
    );

  symlinkJoin =
    {
      name,
      paths,
      postBuild ? "",
    }:
    runCommand name
      {
        inherit paths postBuild;
      }
      ''
        mkdir -p $out
        for path in $paths; do
          cp -rs "$path/." $out/
          chmod -R u+w $out
        done
        eval "$postBuild"
      '';

  # Can be built too: then it writes down its environment.
  mkShell =
    {
      name ? "nix-shell",
      packages ? [ ],
      inputsFrom ? [ ],
      nativeBuildInputs ? [ ],
      buildInputs ? [ ],
      stdenv ? defaultStdenv,
      ...
    }@arguments:
    let
      ofInputs = attribute: lib.concatMap (input: input.${attribute} or [ ]) inputsFrom;
      hooks = lib.filter (hook: hook != "") (
        map (input: input.shellHook or "") (inputsFrom ++ [ arguments ])
      );
    in
    stdenv.mkDerivation (
      lib.removeAttrs arguments [
        "packages"
        "inputsFrom"
        "stdenv"
      ]
      // {
        inherit name;
        nativeBuildInputs = packages ++ nativeBuildInputs ++ ofInputs "nativeBuildInputs";
        buildInputs = buildInputs ++ ofInputs "buildInputs";
        shellHook = lib.concatStringsSep "\n" hooks;
        phases = [ "buildPhase" ];
        buildPhase = "export >$out";
      }
    );
  mkShellNoCC = arguments: mkShell (arguments // { stdenv = stdenvNoCC; });
}
