import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import {
  CACHE,
  cacheInputs,
  eventScene,
  nameOf,
  pushedNames,
  SYSTEM,
  served,
  startCache,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { NEWEST, type Scene } from './support/scene.ts'

const COUNT = 10

/** Checks that take a moment to evaluate and to build; some share dependencies. */
const FLAKE = `{
  outputs = { self }:
    let
      range = builtins.genList (it: it);
      busy = value: builtins.seq (builtins.foldl' (a: _: builtins.foldl' (b: c: b + c) a (range 1000)) 0 (range 1500)) value;
      make = name: needs: derivation {
        inherit name;
        system = "${SYSTEM}";
        builder = "/bin/sh";
        args = [ "-c" "read -t 0.3 x <&2; echo \${toString needs} > $out" ];
      };
      shared = make "shared" [ "$\{./source.txt}" ];
      common = make "common" [ shared ];
      check = number: {
        name = "check-\${toString number}";
        value = busy (make "check-\${toString number}" [
          (make "own-\${toString number}" [ ])
          (if number > 7 then common else if number > 4 then shared else "")
        ]);
      };
    in { checks.${SYSTEM} = builtins.listToAttrs (map check (range ${COUNT})); };
}
`

describe.each(['2.26', NEWEST])(
  'a push of what is built while others are evaluated, Nix %s',
  line => {
    let stage: Scene
    let server: CachixServer
    beforeAll(async () => {
      const project = { 'flake.nix': FLAKE, 'source.txt': 'a source\n' }
      const nixConf = 'substituters =\nmax-jobs = 2'
      const inputs = { 'nix-path': '', 'eval-workers': '2', 'nix-conf': nixConf }
      stage = await eventScene('push', { line, project, inputs })
      server = await startCache()
    })
    afterAll(async () => {
      await server?.close()
      await stage?.stop()
    })

    it('has every path once, and misses none', async () => {
      const used = await stage.use('- flake-check', cacheInputs(server))
      expect(used.outputs, used.raw).toMatchObject({ result: 'success', push: 'pushed' })
      expect(told(used, 'warning')).toEqual([])
      const lines = used.log.map(text => /^(checking|building) /.exec(text)?.[1])
      expect(lines.indexOf('building')).toBeLessThan(lines.lastIndexOf('checking'))

      const numbers = Array.from({ length: COUNT }, (_, number) => number)
      const names = [
        ...numbers.flatMap(number => [`check-${number}`, `own-${number}`]),
        ...['common', 'shared', 'source.txt'],
      ].sort()
      expect(served(server)).toEqual(names)
      expect(await pushedNames(used)).toEqual(names)
      const entries = server.entries(CACHE).map(({ storePath }) => nameOf(storePath))
      expect(entries.sort()).toEqual(names)
      const completed = uploads(server).filter(({ path }) => /\/complete\b/.test(path))
      expect(completed).toHaveLength(names.length)
      expect(
        used.report?.derivations.map(({ name, status }) => `${name} ${status}`).sort(),
      ).toEqual(names.filter(name => name !== 'source.txt').map(name => `${name} built`))
    })
  },
)
