rec {
  titles =
    node:
    [ node.title ] ++ builtins.concatMap titles node.children;

  leaf = title: {
    inherit title;
    children = [ ];
  };
}
