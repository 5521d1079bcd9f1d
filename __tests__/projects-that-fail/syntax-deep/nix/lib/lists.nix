{
  last = list: builtins.elemAt list (builtins.length list - 1);
}
