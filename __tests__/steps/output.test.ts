import { expect, it } from 'vitest'
import { StepOutput } from '../../src/steps/output.ts'

function output(most?: number) {
  const written: string[] = []
  return { written, out: new StepOutput(text => written.push(text), 'my test', most) }
}

it('lines of one turn are written at once, in their order', async () => {
  const { written, out } = output()
  out.line('one')
  out.line('two\nthree')
  expect(written).toEqual([])
  await Promise.resolve()
  expect(written).toEqual(['one\ntwo\nthree'])
  out.line('four')
  out.end()
  expect(written).toEqual(['one\ntwo\nthree', 'four'])
})

it('what is folded is told when the loop pauses or goes on for long, and at the end', () => {
  const { written, out } = output()
  const loop = (count: number) => {
    for (let i = 0; i < count; i++) out.line('again')
  }
  const told = () => {
    const all = written.splice(0).join('\n')
    return all.split('\n').filter(line => line.startsWith('…'))
  }
  const now = performance.now()
  loop(30)
  out.tick(now + 1000)
  loop(10)
  out.tick(now + 2000)
  out.tick(now + 3000)
  loop(5)
  out.tick(now + 4000)
  loop(5)
  out.tick(now + 40_000)
  loop(1)
  out.end()
  expect(told()).toEqual(['… 30 more like this', '… 10 more like this', '… 1 more like this'])
})

it('a step that prints nothing is named every half a minute or so', async () => {
  const { written, out } = output()
  const now = performance.now()
  for (let seconds = 5; seconds <= 80; seconds += 5) out.tick(now + seconds * 1000)
  expect(written).toHaveLength(2)
  for (const line of written) expect(line).toMatch(/^… my test is running \(\d+ s\)$/)
  out.line('done')
  out.tick(now + 200_000)
  out.end()
  expect(written.slice(2)).toEqual(['done'])
})

it('more than a step shows is left out but for its last lines, and it says so', () => {
  const { written, out } = output(1000)
  for (let i = 0; i < 5000; i++) out.line(`${'abcdefghij'[i % 10]}${'x'.repeat(i % 13)} ${i}`)
  out.end()
  const lines = written.join('\n').split('\n')
  expect(lines.length).toBeLessThan(300)
  expect(lines.find(line => line.startsWith('…'))).toMatch(
    /^… 4,[89]\d\d lines \(of \d+ kB\) not shown: the limit per step is 1\.0 kB\. Last lines:$/,
  )
  expect(lines.at(-1)).toMatch(/ 4999$/)
})
