import { describe, expect, it } from 'vitest'
import { explainNix, type Failures } from '../../../src/nix/diagnostics/explain.ts'
import { lostDaemon } from '../../../src/nix/diagnostics/rules.ts'
import type { Checkout, ReportedError } from '../../../src/nix/diagnostics/types.ts'
import { repositoryOf } from './recorded.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`
const A = drv('a')
const FLAKE = `{
  inputs.lib.url = "git+https://git.example.org/org/private.git?ref=main";
  inputs.web.url = "github:org/web/main";
  outputs = { self, lib, web }: {
    x = import ./vendor/lib/x.nix;
  };
}
`

interface Setting {
  readonly files?: Record<string, string>
  readonly entry?: string
  readonly checkout?: Partial<Checkout>
  readonly builds?: Failures['builds']
}

const CLEAN: Checkout = { isShallow: false, isSparse: false, changed: [] }

async function explain(error: ReportedError, setting: Setting = {}) {
  const { files = { 'flake.nix': FLAKE }, entry = 'flake.nix', checkout, builds = [] } = setting
  const explained = await explainNix(
    { errors: [error], builds, reproduce: () => 'nix build' },
    {
      repository: repositoryOf(files),
      roots: [
        { path: '/ws', folder: '' },
        { path: '/nix/store/s-source', folder: '' },
      ],
      entry,
      checkout: async () => ({ ...CLEAN, ...checkout }),
    },
  )
  expect(explained).toHaveLength(1)
  const [one] = explained
  if (!one) throw new Error('nothing is explained')
  return { ...one, at: one.file && `${one.file}:${one.line}` }
}

const fetching = (input: string, text: string) =>
  `error:\n       … while updating the flake input 'lib'\n\n       … while fetching the input '${input}'\n\n       error: ${text}`
const LIB = 'git+https://git.example.org/org/private.git?ref=main'
const PROMPT =
  "fatal: could not read Username for 'https://git.example.org': No such device or address"

describe('a source that needs a credential', () => {
  it.each([
    ["Failed to fetch git repository 'https://git.example.org/org/private.git'", PROMPT],
    ["resolving Git reference 'main': revspec 'main' not found", PROMPT],
    [`program 'git' failed with exit code 128`, PROMPT],
    [
      "Failed to fetch git repository 'https://git.example.org/org/private.git'",
      "fatal: unable to access 'https://git.example.org/org/private.git/': The requested URL returned error: 403",
    ],
    [
      "Failed to fetch git repository 'https://git.example.org/org/private.git'",
      "fatal: repository 'https://git.example.org/org/private.git/' not found",
    ],
    [
      "Failed to fetch git repository 'https://git.example.org/org/private.git'",
      "fatal: Authentication failed for 'https://git.example.org/org/private.git/'",
    ],
  ])('says what git says: %s %s', async (text, line) => {
    const one = await explain({ text: fetching(LIB, text), recentOutput: ['warning: x', line] })
    expect(one).toMatchObject({ kind: 'credentials', at: 'flake.nix:2' })
    expect(one.reason.toLowerCase()).toContain(text.toLowerCase())
    expect(one.reason).toContain(line)
    expect(one.reason).toContain(
      'Give git a credential in an earlier step: git config --global url."https://x-access-token:TOKEN@git.example.org/".insteadOf "https://git.example.org/"',
    )
  })

  it.each([
    ['git@github.com: Permission denied (publickey).', 'SSH agent'],
    ['Host key verification failed.', 'ssh-keyscan github.com >> ~/.ssh/known_hosts'],
    ['ERROR: Repository not found.', 'SSH agent'],
  ])('names the SSH agent for %s', async (line, advice) => {
    const url = 'ssh://git@github.com/org/private.git'
    const heard = [
      line,
      'fatal: Could not read from remote repository.',
      '',
      'and the repository exists.',
    ]
    const text = fetching(`git+${url}`, `Failed to fetch git repository '${url}'`)
    const files = { 'flake.nix': `{\n  inputs.lib = {\n    url = "git+${url}";\n  };\n}` }
    const one = await explain({ text, recentOutput: heard }, { files })
    expect(one).toMatchObject({ kind: 'credentials', at: 'flake.nix:3' })
    expect(one.reason).toContain(line)
    expect(one.reason).toContain(advice)
  })

  it('rewrites an address of GitHub as an input that takes github-token', async () => {
    const url = 'https://github.com/org/private.git'
    const one = await explain({
      text: `error: Failed to fetch git repository '${url}'`,
      recentOutput: [
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      ],
    })
    expect(one.reason).toContain('Write it as github:org/private')
  })

  it.each([
    [
      'https://api.github.com/repos/org/web/commits/main',
      404,
      'A private repository needs a token',
    ],
    ['https://api.github.com/repos/org/web/tarball/main', 401, 'github.com=TOKEN to access-tokens'],
    [
      'https://gitlab.example.org/api/v4/projects/org%2Fweb/repository/commits',
      404,
      'gitlab.example.org=PAT:TOKEN',
    ],
  ])('knows the archives and the API of forges: %s %i', async (url, code, advice) => {
    const text = fetching(
      'github:org/web/main',
      `unable to download '${url}': HTTP error ${code}\n\nresponse body:\n\n{}`,
    )
    const one = await explain({ text })
    expect(one).toMatchObject({ kind: 'credentials', at: 'flake.nix:3' })
    expect(one.reason).toContain(`HTTP error ${code}`)
    expect(one.reason).toContain(advice)
  })

  it('tells a rate limit from a refusal', async () => {
    const url = 'https://api.github.com/repos/org/web/commits/main'
    const body = '{"message":"API rate limit exceeded for 192.0.2.1."}'
    const text = fetching(
      'github:org/web/main',
      `unable to download '${url}': HTTP error 403\n\nresponse body:\n\n${body}`,
    )
    expect((await explain({ text })).reason).toContain('github.com limits the rate of requests')
  })

  it('is no matter of a plain address that is not there, nor of a binary cache', async () => {
    const missing = await explain({
      text: "error: unable to download 'https://a.example.org/x.tar.gz': HTTP error 404",
    })
    const cache = await explain({
      text: "error: unable to download 'https://c.example.org/nix-cache-info': HTTP error 401",
    })
    expect([missing.kind, cache.kind]).toEqual(['network', 'network'])
  })
})

describe('the network', () => {
  it.each([
    "fatal: unable to access 'https://git.example.org/': Could not resolve host: git.example.org",
    "fatal: unable to access 'https://git.example.org/': The requested URL returned error: 503",
    'ssh: connect to host git.example.org port 22: Connection refused',
    'fatal: the remote end hung up unexpectedly',
  ])('is what git says, also where older versions go on: %s', async line => {
    const text = fetching(LIB, "resolving Git reference 'main': revspec 'main' not found")
    const heard = [line, 'fatal: Could not read from remote repository.']
    const one = await explain({ text, recentOutput: heard })
    expect(one.kind).toBe('network')
    expect(one.reason).toContain(`${LIB}: ${line}`)
  })

  it('is not to blame for a branch that is not there', async () => {
    const text = fetching(
      LIB,
      "Failed to fetch git repository 'https://git.example.org/org/private.git'",
    )
    const line = "fatal: couldn't find remote ref refs/heads/main"
    const one = await explain({ text, recentOutput: [line] })
    expect(one.kind).toBe('evaluation')
    expect(one.reason).toContain(line)
  })

  it('keeps an entry of NIX_PATH away', async () => {
    const url = 'https://github.com/NixOS/nixpkgs/archive/1.tar.gz'
    const text =
      "file 'nixpkgs' was not found in the Nix search path (add it using $NIX_PATH or -I)"
    const warning = `Nix search path entry '${url}' cannot be downloaded, ignoring`
    const failed = `unable to download '${url}': Could not resolve host: github.com`
    const error = { text: `error: ${text}`, file: '/ws/default.nix', line: 1, column: 9 }
    const files = { 'default.nix': 'import <nixpkgs> { }' }
    const heard = [`${failed}; retrying in 300 ms (attempt 4/5)`, warning]
    const one = await explain({ ...error, recentOutput: heard }, { files, entry: 'default.nix' })
    expect(one).toMatchObject({ kind: 'network', at: undefined })
    expect(one.reason).toBe([failed.replace('u', 'U'), warning, text].join('\n'))
    // Without that warning it is the expression or NIX_PATH that is wrong.
    const other = await explain(error, { files, entry: 'default.nix' })
    expect(other).toMatchObject({ kind: 'evaluation', at: 'default.nix:1' })
  })

  const failed = {
    text: `error: Cannot build '${A}'.\n       Reason: builder failed with exit code 1.`,
  }

  it.each([
    'curl: (6) Could not resolve host: example.org',
    "       \x1b[31;1merror:\x1b[0m unable to download '\x1b[35;1mhttps://e.org/x\x1b[0m': HTTP error 503",
    'dial tcp: lookup proxy.golang.org on 192.0.2.1:53: no such host',
    'npm error code EAI_AGAIN',
  ])('keeps a fixed-output derivation from its source: %s', async line => {
    const log = ['trying https://example.org', line, 'error: cannot download x from any mirror']
    const one = await explain(failed, { builds: [{ derivation: A, log, isFixed: true }] })
    const shown = line.replace(/\x1b\[[\d;]*m/g, '').trim()
    expect(one).toMatchObject({ kind: 'network', isGuess: false, derivation: A })
    expect(one.reason).toContain(`Could not fetch its source: ${shown}`)
  })

  it('is placed on the line with its address, not where another has its name', async () => {
    const log = ["error: unable to download 'https://e.org/a': Could not resolve host: e.org"]
    const files = {
      'default.nix': '{\n  url = "https://e.org/a";\n}',
      'other.nix': '{\n\n  name = "a";\n}',
    }
    const setting = { files, entry: 'default.nix' }
    const one = await explain(failed, {
      ...setting,
      builds: [{ derivation: A, log, isFixed: true }],
    })
    expect(one).toMatchObject({ kind: 'network', at: 'default.nix:2' })
  })

  it('is not there for other builds, and not to blame for each failure of a fixed one', async () => {
    const log = ['curl: (6) Could not resolve host: example.org']
    const ordinary = await explain(failed, { builds: [{ derivation: A, log, isFixed: false }] })
    expect(ordinary.kind).toBe('build')
    expect(ordinary.reason).toContain('no network, which sandboxed builds do not have')
    const vendor = ['go: updates to go.mod needed']
    const fixed = await explain(failed, { builds: [{ derivation: A, log: vendor, isFixed: true }] })
    expect(fixed.kind).toBe('build')
  })
})

describe('a post-build-hook', () => {
  it('is named with what it printed, apart from the build, on no line', async () => {
    const lines = ['uploading', 'HTTP 503 from cache']
    const hook = { program: '/etc/nix/hook', derivation: A, lines }
    const text = 'error: program "/etc/nix/hook" failed with exit code 3'
    const one = await explain({ text, hook, attribute: 'checks.x86_64-linux.a' })
    expect(one).toMatchObject({ kind: 'hook', at: undefined, attributes: [], log: lines })
    expect(one).not.toHaveProperty('derivation')
    expect(one.message).toBe(
      [
        'The post-build-hook /etc/nix/hook failed with exit code 3 after the build of a.',
        'a was built and is valid: Nix will not rebuild it or run the hook for it again.',
        'Last lines of the log:',
        ...lines,
        'Reproduce: nix build',
      ].join('\n'),
    )
  })
})

describe('a machine that lacks something', () => {
  it.each([
    [
      "Reason: required system or feature not available\n       Required system: 'x86_64-linux' with features {apple-virt, nixos-test}\n       Current system: 'x86_64-linux' with features {benchmark, nixos-test}",
      'needs a builder with apple-virt.',
    ],
    [
      'Reason: missing system features\n       Required features: {apple-virt, nixos-test}\n       Available features: {benchmark, nixos-test}',
      'needs a builder with apple-virt.',
    ],
    [
      "Reason: required system or feature not available\n       Required system: 'aarch64-linux' with features {kvm, nixos-test}\n       Current system: 'x86_64-linux' with features {benchmark, nixos-test}",
      'needs a builder for aarch64-linux with kvm.',
    ],
  ])('is told what is missing, and what it has: %s', async (reason, words) => {
    const one = await explain({ text: `error: Cannot build '${A}'.\n       ${reason}` })
    expect(one.kind).toBe('wrong-system')
    expect(one.reason).toContain(words)
    expect(one.reason).toContain('System features of this machine: benchmark, nixos-test.')
  })

  it('is told so in the words of older versions too', async () => {
    const text = `error: a 'x86_64-linux' with features {kvm, big-parallel} is required to build '${A}', but I am a 'x86_64-linux' with features {big-parallel}`
    const one = await explain({ text })
    expect(one.reason).toContain('needs a builder with kvm.')
    expect(one.reason).toContain('machine: big-parallel. kvm needs /dev/kvm')
  })
})

it('takes exit code 137 of a builder for a kill', async () => {
  const one = await explain({ text: `error: builder for '${A}' failed with exit code 137` })
  expect(one).toMatchObject({ kind: 'out-of-memory', isGuess: true })
  expect(one.reason).toContain('The build of a failed with exit code 137.\nProbably out of memory')
})

it('says where the files of a failed build were kept', async () => {
  const keptFolder = '/nix/var/nix/builds/nix-7-1/build'
  const one = await explain(
    { text: `error: builder for '${A}' failed with exit code 1` },
    { builds: [{ derivation: A, log: [], keptFolder }] },
  )
  expect(one.keptFolder).toBe(keptFolder)
  expect(one.reason).toContain(`Build directory kept: ${keptFolder}`)
})

describe('what the job did not check out', () => {
  const modules = '[submodule "vendor/lib"]\n\tpath = vendor/lib\n\turl = ../lib\n'
  const bare = { 'flake.nix': FLAKE, '.gitmodules': modules }
  const whole = { ...bare, 'vendor/lib/x.nix': '{ }' }
  const NOT_TRACKED = `Path 'vendor/lib/x.nix' in the repository "/ws" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C "/ws" add "vendor/lib/x.nix"`

  it.each([
    NOT_TRACKED,
    "path '/nix/store/s-source/vendor/lib/x.nix' does not exist",
    "opening file '/nix/store/s-source/vendor/lib/x.nix': No such file or directory",
    "getting status of '/nix/store/s-source/vendor/lib/x.nix': No such file or directory",
    'reading directory /nix/store/s-source/vendor/lib: No such file or directory',
    `Path 'vendor/lib' in the repository "/ws" is not tracked by Git.`,
  ])('a submodule is not to be added: %s', async text => {
    const one = await explain({ text: `error: ${text}` }, { files: whole })
    expect(one.kind).toBe('checkout')
    expect(one.message).toContain(
      'vendor/lib is a git submodule, which flakes leave out by default',
    )
    expect(one.message).toContain('inputs.self.submodules = true')
    expect(one.message).toContain('.?submodules=1')
    expect(one.message).not.toMatch(/submodules: true|git -C|git add/)
  })

  it('a submodule that is not checked out needs the checkout as well', async () => {
    const text = `error: Path 'vendor/lib/x.nix' does not exist in Git repository "/ws".`
    const flake = await explain({ text }, { files: bare })
    expect(flake.reason).toContain('set submodules: true in actions/checkout. Flakes also leave')
    const plain = await explain(
      { text: "error: path '/ws/vendor/lib/x.nix' does not exist" },
      { files: { ...bare, 'default.nix': '{ }' }, entry: 'default.nix' },
    )
    expect(plain.kind).toBe('checkout')
    expect(plain.reason).toMatch(/set submodules: true in actions\/checkout\.$/)
  })

  it('a build that misses files of a submodule may be told so', async () => {
    const log = ['cat: /nix/store/s-source/vendor/lib/x.txt: No such file or directory']
    const failed = { text: `error: builder for '${A}' failed with exit code 1` }
    const one = await explain(failed, { files: whole, builds: [{ derivation: A, log }] })
    expect(one).toMatchObject({ kind: 'build' })
    expect(one.reason).toMatch(
      /Possible cause \(guessed from the log\): vendor\/lib is a git submodule/s,
    )
    const other = ['cat: /nix/store/s-source/vendor/library/x.txt: No such file or directory']
    const none = await explain(failed, { files: whole, builds: [{ derivation: A, log: other }] })
    expect(none.reason).not.toContain('submodule')
  })

  it('a file that git does not know is to be added, whatever .gitmodules says', async () => {
    const text = "error: path '/nix/store/s-source/new.nix' does not exist"
    const one = await explain({ text }, { files: { ...whole, 'new.nix': '{ }' } })
    expect(one.reason).toContain('git add new.nix')
  })

  it.each([
    ["'/ws' is a shallow Git repository, so 'revCount' is not available", {}],
    ["'/ws' is a shallow Git repository, but a non-shallow repository is needed", {}],
    ["attribute 'revCount' missing", { isShallow: true }],
  ])('history: %s', async (text, checkout) => {
    const one = await explain({ text: `error: ${text}` }, { checkout })
    expect(one.kind).toBe('checkout')
    expect(one.reason).toContain(text.slice(1))
    expect(one.reason).toContain('set fetch-depth: 0 in actions/checkout')
  })

  it('the same words made by throw', async () => {
    const said = "'/ws' is a shallow Git repository, so 'revCount' is not available"
    const text = `error:\n       … while calling the 'throw' builtin\n         at /ws/flake.nix:5:9:\n\n       error: ${said}`
    const one = await explain({ text })
    expect(one).toMatchObject({ kind: 'checkout', at: 'flake.nix:5' })
  })

  it.each([
    ["attribute 'shortRev' missing", { isSparse: true }, 'remove sparse-checkout'],
    ["attribute 'rev' missing", { changed: ['a', 'b', 'c', 'd'] }, '(a, b, c and 1 more)'],
    [
      `Path 'e/x.nix' does not exist in Git repository "/ws".`,
      { isSparse: true },
      'e/x.nix is in the repository, add its directory to sparse-checkout',
    ],
  ])('sparse or changed files: %s', async (text, checkout, advice) => {
    const one = await explain({ text: `error: ${text}` }, { checkout })
    expect(one.kind).toBe('checkout')
    expect(one.reason).toContain(advice)
  })

  it('an attribute that is missing for another reason has no such advice', async () => {
    const one = await explain({ text: "error: attribute 'revCount' missing" })
    expect(one.kind).toBe('missing-attribute')
    const other = await explain(
      { text: "error: attribute 'hello' missing" },
      { checkout: { isShallow: true } },
    )
    expect(other.kind).toBe('missing-attribute')
  })
})

describe('a file that cannot be read', () => {
  const POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'
  const JSON_ERROR =
    "[json.exception.parse_error.101] parse error at line 1, column 1: syntax error while parsing value - invalid literal; last read: 'v'"
  const frame = (text: string) =>
    `error:\n       … while calling the 'fromJSON' builtin\n         at /ws/flake.nix:2:3:\n\n       error: ${text}`

  it.each([
    [
      frame(JSON_ERROR),
      'data/big.json',
      '{\n  x = builtins.fromJSON (builtins.readFile ./data/big.json);\n}',
    ],
    [`error: ${JSON_ERROR}`, 'data/other.json', '{ }'],
    ["error: undefined variable 'version'\n\n       at /ws/big.nix:1:1:\n", 'big.nix', '{ }'],
    [
      'error: while parsing TOML: [error] toml::parse_key_value_pair: invalid key value separator',
      'Cargo.toml',
      '{ }',
    ],
  ])('is a Git LFS pointer: %s', async (text, file, flake) => {
    const one = await explain({ text }, { files: { 'flake.nix': flake, [file]: POINTER } })
    expect(one.kind).toBe('checkout')
    expect(one.reason).toContain(
      `${file} is a Git LFS pointer, not the file itself: set lfs: true in actions/checkout.`,
    )
  })

  const CONFLICT = '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> b\n}\n'
  const LOCK =
    "Could not parse '/ws/flake.lock': [json.exception.parse_error.101] parse error at line 2, column 1: syntax error"

  it.each([
    [`error: ${LOCK}`, 'flake.lock', 'run nix flake lock'],
    [
      'error: [json.exception.parse_error.101] parse error at line 2, column 1: syntax error',
      'flake.lock',
      'run nix flake lock',
    ],
    [
      "error: syntax error, unexpected '<'\n\n       at /ws/nix/a.nix:2:1:\n",
      'nix/a.nix',
      'keep one side',
    ],
    [
      'error: [json.exception.parse_error.101] parse error at line 2, column 1: syntax error',
      'nix/sources.json',
      'keep one side',
    ],
  ])('has merge conflict markers: %s in %s', async (text, file, advice) => {
    const one = await explain({ text }, { files: { 'flake.nix': FLAKE, [file]: CONFLICT } })
    expect(one).toMatchObject({ kind: 'conflict', at: `${file}:2` })
    expect(one.reason).toContain(`${file} has merge conflict markers (<<<<<<<) from line 2`)
    expect(one.reason).toContain(advice)
  })

  it('is a lock file that is no JSON: its line', async () => {
    const one = await explain(
      { text: `error: ${LOCK}` },
      { files: { 'flake.nix': FLAKE, 'flake.lock': '{\n,}' } },
    )
    expect(one).toMatchObject({ kind: 'evaluation', at: 'flake.lock:2' })
  })

  it('is no conflict for a line of signs alone', async () => {
    const text = "error: syntax error, unexpected '<'\n\n       at /ws/a.nix:2:1:\n"
    const one = await explain(
      { text },
      { files: { 'flake.nix': FLAKE, 'a.nix': "''\n<<<<<<< HEAD\n''" } },
    )
    expect(one).toMatchObject({ kind: 'evaluation', at: 'a.nix:2' })
  })
})

describe('a daemon that Nix lost', () => {
  it.each([
    "cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
    'Nix daemon disconnected unexpectedly (maybe it crashed?)',
    'unexpected end-of-file',
    "opening a connection to remote store 'daemon' previously failed",
  ])('is no evaluation and on no line: %s', async text => {
    const one = await explain({ text: `error: ${text}`, attribute: 'packages.x86_64-linux.x' })
    expect(one).toMatchObject({ kind: 'daemon', at: undefined })
    expect(one.reason).toContain(text)
    expect(one.reason).toContain('journalctl -u nix-daemon')
    expect(lostDaemon(`error:\n       … while calling x\n\n       error: ${text}`)).toBe(true)
  })

  it('is no other socket', () => {
    expect(lostDaemon("error: cannot connect to socket at '/run/other': refused")).toBe(false)
  })
})
