import type { Scene } from './scene.ts'

/** Everything of a machine that a job can write to, the store too. */
const WRITABLE = '/nix /etc /home /root /tmp /run /var /opt /srv /usr/local /dev/shm'
/** What the release brings is large. */
const RELEASE = "-path '/nix/store/*-nix-[0-9]*'"

/**
 * Files of the machine, the workspace and RUNNER_TEMP that have one of the texts in them or in their name, by path; what
 * was there before the scene is left out.
 */
export async function filesWith(
  { sh, machine, startedAt }: Scene,
  texts: readonly string[],
): Promise<string[]> {
  const patterns = texts.map(text => `-e '${text}'`).join(' ')
  const since = `-newerct @${startedAt / 1000 - 1}`
  // Not into other mounts: the repository is bound where it lies, which may be one of these.
  const find = `find ${WRITABLE} ${machine.work} -xdev ${RELEASE} -prune -o ${since}`
  // grep ends with 1 where it finds nothing.
  const script = `${find} -type f -print0 | xargs -0 grep -lF ${patterns}
    ${find} -print | grep -F ${patterns}
    true`
  return lines(await sh(script, 'root'))
}

/** What there is in the folders for passing things, with owner and mode. */
export async function passing({ sh }: Scene): Promise<string[]> {
  return lines(
    await sh("find /tmp /var/tmp /run /dev/shm -xdev -printf '%M %u %p\\n' | sort", 'root'),
  )
}

/** The names in RUNNER_TEMP, without those of the runner itself, relative to it. */
export async function inTemp({ sh, temp }: Scene): Promise<string[]> {
  const script = `cd ${temp} && find . -mindepth 1 ! -path './_*' ! -path './????????-*.sh' | sort`
  return lines(await sh(script, 'root'))
}

function lines(text: string): string[] {
  return text.split('\n').filter(line => line !== '')
}
