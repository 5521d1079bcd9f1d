import type { Scene } from './scene.ts'

/**
 * Everything that a job could change on the machine, a line a file: owner, mode, size and time of change. Left out are
 * the runner's own files below RUNNER_TEMP, the folders of the action's report, and what is mounted from outside.
 */
export async function snapshot({ machine, temp, workspace }: Scene): Promise<string[]> {
  const places = ['/nix', '/etc', '/home', '/root', '/tmp', '/var/tmp', '/var/empty', '/run']
  const script = `
    find "$@" -xdev ! -type d -printf '%p %y %U:%G %m %s %T@ %l\\n' , -type d -printf '%p %y %U:%G %m\\n' 2>/dev/null |
      grep -Ev "^$temp/(_runner_file_commands|_github_workflow|nix-ci-[^/ ]*)[/ ]" | sort`
  const argv = ['bash', '-c', script, 'snapshot', ...places, temp, workspace]
  const done = await machine.run(argv, { as: 'root', env: { temp } })
  return done.stdout.split('\n').filter(line => line !== '')
}

/** What differs between two snapshots, for a message that can be read. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)]
  return [
    ...before.filter(line => !now.has(line)).map(line => `- ${line}`),
    ...after.filter(line => !old.has(line)).map(line => `+ ${line}`),
  ]
}
