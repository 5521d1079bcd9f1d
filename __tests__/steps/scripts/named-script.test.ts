import { describe, expect, it } from 'vitest'
import { scriptOf } from '../../../src/steps/scripts/named-script.ts'

describe('the script that a command names', () => {
  it.each([
    ['./test.sh', './test.sh'],
    ['./test.sh --fast "a b"', './test.sh'],
    ['scripts/test.sh; echo done', 'scripts/test.sh'],
    ['../test.sh && make', '../test.sh'],
    ['./test.sh || true', './test.sh'],
    ['./test.sh | tee log', './test.sh'],
    ['./test.sh&', './test.sh'],
    ['\n# first the tests\n\n./test.sh\nmake\n', './test.sh'],
    ['./test.sh # -- not a word', './test.sh'],
    ['"./my test.sh"', './my test.sh'],
    ["'./my test.sh' x", './my test.sh'],
    ['./my\\ test.sh', './my test.sh'],
    ['"./a"\'b\'.sh', './ab.sh'],
    ['./te\\\nst.sh', './test.sh'],
    ["'./a*$b~.sh'", './a*$b~.sh'],
    ['A=1 B="$HOME x" ./test.sh', './test.sh'],
    ['A+=1 ./test.sh', './test.sh'],
    ['A=1\nB=2; ./test.sh', './test.sh'],
    ['A=1 && ./test.sh', './test.sh'],
    ['>log 2>&1 ./test.sh', './test.sh'],
    ['./test.sh <<END\nmake\nEND\n', './test.sh'],
    ['! ./test.sh', './test.sh'],
    ['time -p ./test.sh', './test.sh'],
    ['/opt/test.sh', '/opt/test.sh'],
    ['./test.sh $(make) "$X"', './test.sh'],
  ])('%j is run by itself', (command, path) => {
    expect(scriptOf(command)).toEqual({ path, by: 'itself' })
  })

  it.each([
    ['bash ./test.sh', './test.sh'],
    ['bash test.sh', 'test.sh'],
    ['sh scripts/test', 'scripts/test'],
    ['/bin/sh -e scripts/test', 'scripts/test'],
    ['bash -euo pipefail ./test.sh -c', './test.sh'],
    ['bash -e -o pipefail +O extglob -- ./test.sh', './test.sh'],
    ['bash --norc --rcfile x.rc ./test.sh', './test.sh'],
    ['A=1 bash -x <input ./test.sh 2>log', './test.sh'],
    ['bash - ./test.sh', './test.sh'],
  ])('%j is read by a shell', (command, path) => {
    const shell = /(?<=^|\s)(?:\/bin\/)?(?:ba)?sh(?=\s)/.exec(command)?.[0]
    expect(scriptOf(command)).toEqual({ path, by: 'shell', shell })
  })

  it.each([
    ['a program on PATH', 'make test'],
    ['a script that is only parsed', 'bash -n ./test.sh'],
    ['nothing', ''],
    ['a comment', '# ./test.sh'],
    ['what stands after a cd', 'cd sub && ./test.sh'],
    ['what stands after another command', 'make\n./test.sh'],
    ['a variable', '$DIR/test.sh'],
    ['a variable in quotes', '"$DIR/test.sh"'],
    ['an output', './$(cat name)'],
    ['an old output', './`cat name`'],
    ["a $'…'", "$'./a\\n.sh'"],
    ['a glob', './test-*.sh'],
    ['braces', './{a,b}.sh'],
    ['a home', '~/test.sh'],
    ['an assignment that runs something', 'A=$(make) ./test.sh'],
    ['a list', 'A=(1 2); ./test.sh'],
    ['a condition', 'if ./test.sh; then :; fi'],
    ['a subshell', '(./test.sh)'],
    ['a group', '{ ./test.sh; }'],
    ['a function', 'f() { ./test.sh; }; f'],
    ['a loop', 'for i in 1 2; do ./test.sh; done'],
    ['a test before it', '[ -x ./test.sh ] && ./test.sh'],
    ['bash -c', 'bash -ec ./test.sh'],
    ['bash -s', 'bash -s ./test.sh'],
    ['bash with an unknown option', 'bash --help ./test.sh'],
    ['bash and a variable', 'bash "$X" ./test.sh'],
    ['bash and a process', 'bash <(cat ./test.sh)'],
    ['bash and its input', 'bash <./test.sh'],
    ['bash and a name that may be on PATH', 'bash test'],
    ['env', 'env A=1 ./test.sh'],
    ['exec', 'exec ./test.sh'],
    ['a quote that is not closed', '"./test.sh'],
  ])('%s is left to the shell: %j', (_, command) => {
    expect(scriptOf(command)).toBeUndefined()
  })
})
