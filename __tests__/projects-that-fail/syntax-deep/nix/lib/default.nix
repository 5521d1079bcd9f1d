{
  strings = import ./strings.nix;
  lists = import ./lists.nix;
}
