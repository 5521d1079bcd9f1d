rec {
  parse =
    text:
    let
      parts = builtins.match "([0-9]+)\\.([0-9]+)\\.([0-9]+)" text;
    in
    if parts == null then
      throw "semver: '${text}' is not MAJOR.MINOR.PATCH"
    else
      map builtins.fromJSON parts;

  major = text: builtins.head (parse text);
}
