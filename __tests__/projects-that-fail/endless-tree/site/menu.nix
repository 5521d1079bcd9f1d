let
  tree = import ../nix/tree.nix;
  docs = {
    title = "docs";
    children = [
      (tree.leaf "guide")
      home
    ];
  };
  home = {
    title = "home";
    children = [
      docs
      (tree.leaf "about")
    ];
  };
in
home
