# The linters come on top of what the base set has.
final: prev: {
  tools = final.tools // {
    lint = final.command "lint" "lint --all";
    spell = final.command "spell" "spell docs";
  };
}
