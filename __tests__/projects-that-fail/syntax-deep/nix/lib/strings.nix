let
  replace = from: to: builtins.replaceStrings [ from ] [ to ];
in
{
  slug =
    text:
    let
      spaced = replace " " "-" text
      dotted = replace "." "-" spaced;
    in
    dotted;

  trim = replace " " "";
}
