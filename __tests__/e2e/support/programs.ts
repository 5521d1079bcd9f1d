import { SYSTEM } from './cachix-runs.ts'

/** A package as Nix text: one program with that text, and attributes beside those of the derivation. */
export function program(name: string, file: string, text: string, attributes = ''): string {
  return `(derivation {
    name = "${name}"; system = "${SYSTEM}"; builder = "/bin/sh"; text = ${JSON.stringify(text).replaceAll('$', '\\$')};
    args = [ "-c" "mkdir -p $out/bin; printf '%s' \\"$text\\" > $out/bin/${file}; chmod +x $out/bin/${file}" ];
  } // { ${attributes} })`
}

/** A script that prints its directory and each of its arguments in angle brackets. */
export const TELL = '#!/bin/sh\necho "in $(basename "$PWD")"\nfor word; do echo "<$word>"; done\n'

/** An app of a flake as Nix text. */
export function app(path: string): string {
  return `{ type = "app"; program = "${path}"; }`
}

const of = (name: string) => `$\{self.packages.${SYSTEM}.${name}}`
/** Apps and packages that have a program in each way, and that have none; values. */
export const FLAKE = `{
  outputs = { self }: {
    apps.${SYSTEM} = {
      default = ${app(`${of('tool')}/bin/tell`)};
      fails = ${app(`${of('failing')}/bin/failing`)};
      none = { type = "app"; };
      gone = ${app(`${of('tool')}/bin/gone`)};
      outside = ${app('/bin/sh')};
      text = "no set";
      broken = throw "not today";
    };
    packages.${SYSTEM} = {
      tool = ${program('tool', 'tell', TELL)};
      failing = ${program('failing', 'failing', '#!/bin/sh\necho "::error::not obeyed"\necho ./setup.cfg:3: a bad value\nexit 3\n')};
      sleeping = ${program('sleeping', 'sleeping', '#!/bin/sh\necho waits\nsleep 60\n')};
      by-main = ${program('some-1.0', 'chosen', TELL, 'pname = "other"; meta.mainProgram = "chosen";')};
      by-pname = ${program('some-1.0', 'named', TELL, 'pname = "named";')};
      by-name = ${program('some-1.0', 'some', TELL)};
      other-name = ${program('missing-1.0', 'found', TELL)};
      caller = ${program('caller', 'caller', '#!/bin/sh\nexec callee "called with $1"\n')};
      callee = ${program('callee', 'callee', '#!/bin/sh\necho "callee $*"\n')};
      planned = ${program('planned', 'planned', TELL)};
    };
    lib = {
      set = { version = "1.2"; list = [ 1 null true ]; };
      function = x: x;
      odd = { half = 0.5; tool = self.packages.${SYSTEM}.tool // { meta = { }; }; path = builtins.toFile "f" "g"; };
      large = builtins.concatStringsSep "" (builtins.genList (_: "0123456789") 6600);
    };
    packages.aarch64-darwin.default.name = "for-a-mac";
  };
}
`
/** The flake, and files that its programs name. */
export const PROJECT = {
  'flake.nix': FLAKE,
  'setup.cfg': '1\n2\n3\n',
  'old/flake.nix': `{ outputs = _: { defaultApp.${SYSTEM} = ${app(`$\{${program('old', 'old', TELL)}}/bin/old`)}; }; }\n`,
  'older/flake.nix': `{ outputs = _: { defaultPackage.${SYSTEM} = ${program('older', 'older', TELL)}; }; }\n`,
  'sub/test.sh': '#!/bin/sh\ncallee "from a script"\n',
}
