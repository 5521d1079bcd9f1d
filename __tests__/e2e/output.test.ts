import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, scene } from './support/scene.ts'

/** Bytes; `npm run soak` prints forty times as many. */
const MUCH = process.env.NIX_CI_SOAK ? 10 * 2 ** 30 : 256 * 2 ** 20

const PROJECT = {
  // A loop as it was met: until it succeeds, with its commands traced.
  'loop.sh': `#!/bin/bash
for ((i = 1; i <= 52806; i++)); do
  echo "+ lightning-cli fundchannel"
  echo '{ "code": -32602, "message": "no such peer" }'
  echo "+ sleep 1"
done
for ((i = 1; i <= 5000; i++)); do echo "attempt $i at 12:00:$((i % 60))"; done
echo the end
exit 3
`,
}

let stage: Scene
beforeAll(async () => {
  stage = await scene({ project: PROJECT, inputs: { 'nix-path': '' } })
  await stage.use('none')
})
afterAll(() => stage?.stop())

it('folds what repeats, and keeps the end whole', async () => {
  const used = await stage.use('- run: ./loop.sh\n- run: seq 1 90')
  const lines = used.groups.find(({ title }) => title === 'run: ./loop.sh')?.lines ?? []
  expect(lines.length).toBeLessThan(150)
  expect(lines.filter(line => line === '+ sleep 1').length).toBeGreaterThanOrEqual(3)
  expect(lines).toContain('… 158,406 more like this')
  const shown = lines.filter(line => line.startsWith('attempt')).length
  expect(lines).toContain(`… ${(5000 - shown).toLocaleString('en-US')} more like this`)
  const last = lines.filter(line => /^(attempt 5000|the end)/.test(line))
  expect(last).toEqual(['attempt 5000 at 12:00:20', 'the end'])
  const [error] = used.annotations.filter(({ kind }) => kind === 'error')
  expect(error?.message).toContain('attempt 4999 at 12:00:19\nattempt 5000 at 12:00:20\nthe end')
  // A list that is not a loop is whole.
  expect(used.log.filter(line => /^\d+$/.test(line))).toHaveLength(90)
})

it(
  'takes any amount as fast as it comes, in little memory, and a binary blob and a line without an end',
  async () => {
    const print = `yes 'the same 17' | head -c ${MUCH}`
    const begin = performance.now()
    await stage.machine.run(['bash', '-c', `${print} | cat >/dev/null`])
    const plain = (performance.now() - begin) / 1000
    const used = await stage.use(`
- run: set +o pipefail; ${print}; echo; echo over
  name: much
- run: head -c 4000000 /dev/urandom; echo; echo over
  name: blob
- run: head -c ${MUCH / 8} /dev/zero | tr '\\0' z; echo; echo over
  name: line
- run: awk '/VmHWM/ { print "peak-" $2 }' /proc/$(ps -o ppid= -p $PPID | tr -d ' ')/status
`)
    expect(used.conclusion).toBe('success')
    const [much] = used.report?.steps ?? []
    console.info(`${MUCH} bytes: ${plain.toFixed(1)} s through cat, ${much?.seconds} s as a step`)
    expect(much?.seconds).toBeLessThan(6 * plain + 10)
    const lines = used.groups.find(({ title }) => title === 'much')?.lines ?? []
    expect(lines.length).toBeLessThan(120)
    expect(lines.join('\n')).toMatch(/… [\d.]+ [GM]B not shown\. Last lines:/)
    expect(lines.filter(line => line === 'over')).toHaveLength(1)
    for (const name of ['blob', 'line']) {
      const own = used.groups.find(({ title }) => title === name)?.lines ?? []
      expect(own.filter(line => line === 'over')).toHaveLength(1)
    }
    // KiB; Node itself takes about 100 MB of it.
    const peak = Number(/^peak-(\d+)$/m.exec(used.log.join('\n'))?.[1])
    console.info(`peak ${peak} KiB`)
    expect(peak).toBeLessThan(500_000)
  },
  process.env.NIX_CI_SOAK ? 1_200_000 : 120_000,
)
