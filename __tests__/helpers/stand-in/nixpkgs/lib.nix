# The part of nixpkgs' lib that small projects use.
let
  inherit (builtins)
    any
    attrNames
    concatStringsSep
    elem
    filter
    functionArgs
    intersectAttrs
    isFunction
    isList
    listToAttrs
    map
    stringLength
    substring
    ;
in
rec {
  inherit (builtins)
    attrNames
    attrValues
    concatLists
    concatMap
    concatStringsSep
    elem
    filter
    foldl'
    getAttr
    hasAttr
    head
    isAttrs
    isFunction
    isList
    isString
    length
    listToAttrs
    mapAttrs
    removeAttrs
    replaceStrings
    splitVersion
    tail
    ;

  fix =
    f:
    let
      x = f x;
    in
    x;
  id = x: x;
  flip =
    f: a: b:
    f b a;
  toFunction = f: if isFunction f then f else _: f;
  importJSON = path: builtins.fromJSON (builtins.readFile path);
  fakeHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  optional = condition: value: if condition then [ value ] else [ ];
  optionals = condition: list: if condition then list else [ ];
  optionalString = condition: string: if condition then string else "";
  optionalAttrs = condition: attrs: if condition then attrs else { };
  toList = value: if isList value then value else [ value ];
  flatten = value: if isList value then builtins.concatMap flatten value else [ value ];

  nameValuePair = name: value: { inherit name value; };
  genAttrs = names: f: listToAttrs (map (name: nameValuePair name (f name)) names);
  mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (attrNames attrs);
  mapAttrs' = f: attrs: listToAttrs (mapAttrsToList f attrs);
  filterAttrs =
    keep: attrs:
    listToAttrs (
      map (name: nameValuePair name attrs.${name}) (
        filter (name: keep name attrs.${name}) (attrNames attrs)
      )
    );
  recurseIntoAttrs = attrs: attrs // { recurseForDerivations = true; };
  isDerivation = value: value.type or null == "derivation";

  hasPrefix = prefix: string: substring 0 (stringLength prefix) string == prefix;
  hasSuffix =
    suffix: string:
    let
      start = stringLength string - stringLength suffix;
    in
    start >= 0 && substring start (-1) string == suffix;
  removePrefix =
    prefix: string:
    if hasPrefix prefix string then substring (stringLength prefix) (-1) string else string;
  removeSuffix =
    suffix: string:
    if hasSuffix suffix string then
      substring 0 (stringLength string - stringLength suffix) string
    else
      string;
  concatMapStringsSep =
    separator: f: list:
    concatStringsSep separator (map f list);
  concatStrings = concatStringsSep "";
  concatMapStrings = f: list: concatStrings (map f list);
  fileContents = path: removeSuffix "\n" (builtins.readFile path);
  escapeShellArg =
    value: "'" + builtins.replaceStrings [ "'" ] [ "'\\''" ] (builtins.toString value) + "'";
  escapeShellArgs = concatMapStringsSep " " escapeShellArg;
  versionOlder = a: b: builtins.compareVersions b a == 1;
  versionAtLeast = a: b: !versionOlder a b;

  getBin = package: package.bin or package;
  getExe' = package: name: "${getBin package}/bin/${name}";
  getExe =
    package: getExe' package (package.meta.mainProgram or package.pname or package.name);
  makeBinPath = concatMapStringsSep ":" (package: "${getBin package}/bin");

  callPackageWith =
    pkgs: f: arguments:
    let
      function = if isFunction f then f else import f;
    in
    function (intersectAttrs (functionArgs function) pkgs // arguments);

  cleanSource =
    src:
    builtins.path {
      name = "source";
      path = src;
      filter =
        path: _:
        let
          name = baseNameOf path;
        in
        name != ".git" && name != "result" && !hasPrefix "result-" name && !hasSuffix "~" name;
    };
  sourceByRegex =
    src: patterns:
    builtins.path {
      name = "source";
      path = src;
      filter =
        path: _:
        any (pattern: builtins.match pattern (removePrefix "${toString src}/" path) != null) patterns;
    };

  # A file set is a list of files and folders here.
  fileset = {
    unions = flatten;
    union = a: b: flatten [ a b ];
    maybeMissing = path: optional (builtins.pathExists path) path;
    toSource =
      { root, fileset }:
      let
        chosen = map toString (flatten [ fileset ]);
        belongs = path: file: path == file || hasPrefix "${file}/" path || hasPrefix "${path}/" file;
      in
      builtins.path {
        name = "source";
        path = root;
        filter = path: _: any (belongs path) chosen;
      };
  };

  licenses = genAttrs [
    "asl20"
    "bsd2"
    "bsd3"
    "gpl2Only"
    "gpl3Only"
    "gpl3Plus"
    "isc"
    "lgpl21Plus"
    "mit"
    "mpl20"
    "unlicense"
  ] (shortName: { inherit shortName; });
  maintainers = { };
  platforms = rec {
    linux = [
      "x86_64-linux"
      "aarch64-linux"
    ];
    darwin = [
      "x86_64-darwin"
      "aarch64-darwin"
    ];
    unix = linux ++ darwin;
    all = unix;
  };
  systems.flakeExposed = platforms.unix;
  meta.availableOn = host: package: elem host.system (package.meta.platforms or platforms.all);
}
