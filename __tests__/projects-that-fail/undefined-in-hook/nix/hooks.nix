{ lib }:
{
  welcome = ''
    echo "ledger: run ./scripts/check.sh"
  '';

  gitHooks =
    { enable }:
    optionalString enable ''
      git config core.hooksPath hooks
    '';
}
