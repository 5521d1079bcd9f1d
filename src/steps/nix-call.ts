/** What a step's call of Nix gets and loses, whatever the step: a full trace, no lock file written, and a log to parse. */
export function completeCall(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const at = argv.indexOf('--command')
  // What follows is not for Nix.
  const [program, ...words] = argv
  const own = at < 0 ? words : words.slice(0, at - 1)
  const complete = withTrace(withoutLockFile(plainLog([program, ...own])))
  return at < 0 ? complete : [...complete, ...argv.slice(at)]
}

/** A store in which Nix evaluates and cannot build. */
export const DUMMY_STORE = 'dummy://'

/** Lets an evaluation fetch what it imports from caches, but not build it. The last option wins. */
export function withoutBuilds(argv: readonly [string, ...string[]]): [string, ...string[]] {
  const flags = ['--option', 'max-jobs', '0', '--option', 'builders', '']
  return [...argv, ...(argv.includes(DUMMY_STORE) ? [] : flags)]
}

/** With these flags a step chooses what happens to the lock file. */
const OF_LOCK_FILE = ['--no-update-lock-file', '--commit-lock-file', '--output-lock-file']

/**
 * Keeps Nix from writing to the workspace: an incomplete lock file is completed for this call only. `--no-update-lock-file`
 * makes that an error, which Nix does not report if `--no-write-lock-file` is given too. (flake.cc)
 */
function withoutLockFile(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  const isOwn = argv.some(word => OF_LOCK_FILE.includes(word))
  return argv[0] === 'nix' && !isOwn ? [...argv, '--no-write-lock-file'] : argv
}

/** Removes `-L`: build logs are always shown, and with it old versions leave the format that is parsed. */
function plainLog([program, ...words]: readonly [string, ...string[]]): [string, ...string[]] {
  const isLogFlag = (word: string) => word === '-L' || word === '--print-build-logs'
  return [program, ...(program === 'nix' ? words.filter(word => !isLogFlag(word)) : words)]
}

/** Shows the whole trace of an error. */
export const TRACE = '--show-trace'

/** Without it Nix cuts the trace or does not say what it was evaluating. `nix-store` does not evaluate. */
function withTrace(argv: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return argv[0] === 'nix-store' || argv.includes(TRACE) ? argv : [...argv, TRACE]
}
