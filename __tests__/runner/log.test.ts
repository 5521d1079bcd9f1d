import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RunnerLog } from '../../src/runner/log.ts'

describe('the job page', () => {
  let written: string[]

  beforeEach(() => {
    written = []
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      written.push(String(text))
      return true
    })
  })
  afterEach(() => vi.restoreAllMocks())

  it('tells an annotation after the fence, and an alarm at once', async () => {
    const page = new RunnerLog()
    await page.fenced(async line => {
      line('::error::forged')
      page.annotate('error', { title: 'step', message: 'step: it failed' })
      page.emitFatal({ title: 'Nix CI', message: 'broken' })
      line('more')
    })
    const tokens = written.flatMap(text => /^::stop-commands::(\S+)\n$/.exec(text)?.[1] ?? [])
    expect(new Set(tokens).size).toBe(2)
    expect(written).toEqual([
      `::stop-commands::${tokens[0]}\n`,
      '::error::forged\n',
      `::${tokens[0]}::\n`,
      '::error title=Nix CI::broken\n',
      `::stop-commands::${tokens[1]}\n`,
      'more\n',
      `::${tokens[1]}::\n`,
      '::error title=step::step: it failed\n',
    ])
  })
})
