import { describe, expect, it } from 'vitest'
import { descendantsOf } from '../../src/host/process/descendants.ts'
import type { ProcessEntry } from '../../src/host/process/table.ts'
import { leftoverWarning } from '../../src/steps/leftover-processes.ts'

function entry(pid: number, parent: number, session: number, command = `c${pid}`): ProcessEntry {
  return { pid, parent, group: session, session, birth: '', age: 0, command }
}

describe('what belongs to a marked process', () => {
  const self = entry(10, 1, 5)
  const table = [
    entry(5, 1, 5, 'runner'),
    self,
    entry(20, 10, 20),
    entry(21, 1, 20, 'in its session, without the mark'),
    entry(22, 21, 22, 'below that one'),
    entry(30, 1, 30, 'another'),
    entry(40, 10, 5, 'in our own session'),
    entry(41, 40, 5),
  ]
  const find = (...marked: number[]) =>
    descendantsOf(
      table,
      table.filter(({ pid }) => marked.includes(pid)),
      10,
    ).map(({ pid }) => pid)

  it('are its session and all below it', () => {
    expect(find(20)).toEqual([20, 21, 22])
  })

  it('is not our own session, and never we ourselves', () => {
    expect(find(40)).toEqual([40, 41])
    expect(find(10, 40)).not.toContain(10)
    expect(find(40)).not.toContain(5)
  })

  it('is nothing without one', () => {
    expect(find()).toEqual([])
  })
})

describe('the warning', () => {
  const left = (pid: number, ports: number[] = []) => ({
    step: 's',
    pid,
    command: `cmd ${pid}`,
    ports,
  })

  const together = (...records: ReturnType<typeof left>[]) => ({ records, detached: [] })

  it('names step, command, pid and port, and what to do', () => {
    expect(leftoverWarning('tests', together(left(1, [8080, 9000]), left(2)), [])).toBe(
      "tests left processes running, which were terminated: cmd 1 (pid 1, listening on port 8080, 9000); cmd 2 (pid 2). Clean up in the test: trap 'kill $(jobs -p); wait' EXIT.",
    )
  })

  it('does not advise to kill the jobs of the shell if a process is not one of them', () => {
    const advice = 'A daemon (its own session, as with setsid) is not a job of the shell'
    const all = { records: [left(1)], detached: [1] }
    const gone = leftoverWarning('tests', all, [])
    expect(gone).toContain(
      `tests left a process running, which was terminated: cmd 1 (pid 1). ${advice}`,
    )
    expect(gone).not.toContain('trap')
    const mixed = leftoverWarning('tests', { records: [left(1), left(2)], detached: [2] }, [])
    expect(mixed).toContain(`cmd 2 (pid 2). Clean up in the test: trap`)
    expect(mixed).toContain(advice)
  })

  it('names processes that could not be terminated', () => {
    expect(leftoverWarning('tests', together(left(1)), [entry(1, 1, 1, 'sudo sleep')])).toContain(
      'Could not terminate processes that tests started as another user: sudo sleep (pid 1).',
    )
  })

  it('stays short', () => {
    const many = Array.from({ length: 500 }, (_, i) => left(i + 1))
    const text = leftoverWarning('tests', together(...many), [])
    expect(text).toContain(' and 492 more.')
    expect(text.length).toBeLessThan(1500)
  })
})
