import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import {
  type ProcessEntry,
  processTable,
  withDescendants,
} from '../../../src/host/process/table.ts'

describe('the table of processes', () => {
  it('has this process, its parent and its command', async () => {
    const own = (await processTable()).find(entry => entry.pid === process.pid)
    expect(own).toMatchObject({ parent: process.ppid })
    expect(own?.command).not.toBe('')
  })

  it('gives a process the same birth each time, and another one to another process', async () => {
    const child = spawn('sleep', ['60'])
    try {
      await once(child, 'spawn')
      const find = async () => (await processTable()).find(entry => entry.pid === child.pid)
      const first = await find()
      expect(first).toMatchObject({ parent: process.pid, command: 'sleep 60' })
      expect(await find()).toEqual({ ...first, age: expect.any(Number) })
      expect(first?.age).toBeLessThan(60)
      const own = (await processTable()).find(entry => entry.pid === process.pid)
      if (process.platform === 'linux') {
        expect(first?.birth).toMatch(/^\d+$/)
        expect(first?.birth).not.toBe(own?.birth)
      }
    } finally {
      child.kill()
    }
  })

  it('does not have a process that has ended', async () => {
    const child = spawn('true')
    await once(child, 'close')
    expect((await processTable()).some(entry => entry.pid === child.pid)).toBe(false)
  })
})

describe('a process and what is below it', () => {
  const entry = (pid: number, parent: number): ProcessEntry => ({
    pid,
    parent,
    group: pid,
    session: pid,
    birth: '',
    age: 0,
    command: `process ${pid}`,
  })
  const table = [entry(1, 0), entry(10, 1), entry(12, 11), entry(11, 10), entry(20, 1)]

  it('is found over generations, without others', () => {
    expect(withDescendants(table, 10).map(({ pid }) => pid)).toEqual([10, 11, 12])
  })

  it('is nothing where the process is not there', () => {
    expect(withDescendants(table, 99)).toEqual([])
  })

  it('ends where an entry names itself as its parent', () => {
    expect(withDescendants([entry(0, 0), entry(1, 0)], 0).map(({ pid }) => pid)).toEqual([0, 1])
  })
})
