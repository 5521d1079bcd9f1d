import { describe, expect, it } from 'vitest'
import { type Command, Executor, root } from '../../src/host/executor.ts'
import { ActionError } from '../../src/lib/errors.ts'
import type { Logger } from '../../src/model/context.ts'

const env = { PATH: process.env.PATH ?? '', GREETING: 'hello' }

function executor(how: 'self' | 'sudo' = 'self', cancel = new AbortController().signal) {
  const lines: string[] = []
  const take = (line: string) => void lines.push(line)
  const logger: Logger = { info: take, debug: take, notice: take, warning: take, mask: take }
  return { lines, executor: new Executor(how, env, cancel, logger) }
}

const user = (why: string, ...argv: string[]): Command => ({ argv, as: 'user', description: why })

describe('running a plan', () => {
  it('gives back what a command printed', async () => {
    const command = user('greet', 'sh', '-c', 'echo $GREETING; pwd')
    expect(await executor().executor.one(command)).toBe('hello\n/\n')
  })

  it('gives a command its input', async () => {
    expect(await executor().executor.one({ ...user('copy', 'cat'), input: 'text' })).toBe('text')
  })

  it('says what is done', async () => {
    const { lines, executor: it } = executor()
    await it.one(user('Creating /nix', 'true'))
    expect(lines.join('\n')).toContain('Creating /nix')
  })

  it('goes through sudo, without asking for a password, only where we are not root', () => {
    expect(executor('sudo').executor.asRoot(['id'])).toEqual(['sudo', '-n', 'id'])
    expect(executor('self').executor.asRoot(['id'])).toEqual(['id'])
  })

  it('ends at the first command that fails, and names it, its code and its words', async () => {
    const { lines, executor: it } = executor()
    const plan = [
      user('first', 'true'),
      user('Creating build users', 'sh', '-c', 'echo no such group >&2; exit 6'),
      user('third', 'true'),
    ]
    const failure = await it.all(plan).catch(error => error)
    expect(failure).toBeInstanceOf(ActionError)
    for (const part of ['Creating build users', '6', 'no such group', 'sh -c']) {
      expect(failure.message).toContain(part)
    }
    expect(lines.join()).not.toContain('third')
  })

  it('names a program that is missing and how to get on', async () => {
    const failure = await executor()
      .executor.one(root('Creating build users', 'no-such-groupadd'))
      .catch(error => error)
    expect(failure).toBeInstanceOf(ActionError)
    expect(failure.message).toMatch(/Creating build users failed.*no-such-groupadd/)
    expect(failure.hint).toMatch(/Install no-such-groupadd.*single-user/)
  })

  it('that was canceled is no failure of its command', async () => {
    const { executor: it } = executor('self', AbortSignal.abort(new Error('cancelled')))
    await expect(it.one(user('wait', 'sleep', '60'))).rejects.toThrow('cancelled')
  })
})
