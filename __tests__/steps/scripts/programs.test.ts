import { describe, expect, it } from 'vitest'
import { programsOf } from '../../../src/steps/scripts/programs.ts'

const SCRIPT = `#!/usr/bin/env bash
# curl in a comment
set -euo pipefail
readonly URL="http://localhost:8080/$(hostname)"
list=(one two "three four")
start() { mintd --port 1 & }
function stop { pkill mintd; }
start; trap stop EXIT
until nc -z localhost 1; do sleep 1; done
for tool in jq yq; do "$tool" --version; done
if ! git diff --quiet && [[ -n $CI && jo < x ]]; then perl -e 1 || true; fi
case "$1" in
  fast | slow) python3 x.py ;;
  *) ruby x.rb 2>ruby.log ;;
esac
cat <<END | sqlite3 db >out
psql is text here
END
A=1 B="$(uname)" gcc x.c -o x; ./x "make test" 'go build' | tee log
(cd sub && cargo test)
{ node x.js; } &
$RUN this
`

describe('the programs of a script', () => {
  it('are the words where commands stand', () => {
    expect(programsOf(SCRIPT)).toEqual(
      'mintd pkill nc sleep git perl python3 ruby cat sqlite3 gcc tee cargo node'.split(' '),
    )
  })

  it.each([
    ['make test', ['make']],
    ['', []],
    ['foo "not closed', ['foo']],
    ['case x in a) ;; esac; jq .', ['jq']],
    ['x=(a b)\njq .', ['jq']],
    ['f() { jq; }; f', ['jq']],
  ])('%j', (text, programs) => {
    expect(programsOf(text)).toEqual(programs)
  })
})
