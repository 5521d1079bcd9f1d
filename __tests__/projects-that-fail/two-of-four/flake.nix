{
  outputs =
    { self }:
    let
      run = import ./tests/run.nix;
    in
    {
      checks.x86_64-linux = builtins.mapAttrs run {
        links = ./docs;
        shape = ./data;
        sums = ./tests/sums;
        words = ./tests/words;
      };
    };
}
