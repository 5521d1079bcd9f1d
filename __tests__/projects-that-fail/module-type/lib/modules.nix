rec {
  types = {
    port = {
      description = "16 bit unsigned integer; between 0 and 65535 (both inclusive)";
      check = value: builtins.isInt value && value >= 0 && value <= 65535;
    };
    str = {
      description = "string";
      check = builtins.isString;
    };
  };

  # A module and all that it imports, each with its file.
  collect =
    path:
    let
      file = if builtins.pathExists (path + "/default.nix") then path + "/default.nix" else path;
      value = import path;
      module = if builtins.isFunction value then value { inherit types; } else value;
    in
    [ { inherit file module; } ] ++ builtins.concatMap collect (module.imports or [ ]);

  evalModules =
    paths:
    let
      modules = builtins.concatMap collect paths;
      options = builtins.foldl' (all: m: all // m.module.options or { }) { } modules;
      value =
        name: option:
        let
          definitions = builtins.filter (m: m.module.config or { } ? ${name}) modules;
          wrong = builtins.filter (m: !option.type.check m.module.config.${name}) definitions;
          show = m: "\n- In `${toString m.file}': ${builtins.toJSON m.module.config.${name}}";
        in
        if wrong != [ ] then
          throw "A definition for option `${name}' is not of type `${option.type.description}'. Definition values:${toString (map show wrong)}"
        else if definitions == [ ] then
          option.default
        else
          (builtins.head definitions).module.config.${name};
      config = builtins.mapAttrs value options;
    in
    {
      inherit options;
      config.system.build.toplevel = derivation {
        name = "system";
        system = "x86_64-linux";
        builder = "/bin/sh";
        args = [
          "-c"
          "echo \"$settings\" > $out"
        ];
        settings = builtins.toJSON config;
      };
    };
}
