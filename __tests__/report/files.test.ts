import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { StepData } from '../../src/model/report.ts'
import { renderJunit } from '../../src/report/junit/junit.ts'
import { type ReportFile, toReportFile } from '../../src/report/report-json.ts'
import { renderTrace, type TraceEvent } from '../../src/report/trace.ts'
import { repositoryRoot } from '../helpers/paths.ts'
import { manyRun } from './many-run.ts'
import { check, derivation, greenRun, redRun } from './runs.ts'

type Json = { [key: string]: unknown }
const schema: Json = JSON.parse(readFileSync(`${repositoryRoot}/schema/report.schema.json`, 'utf8'))

/** The same schema, with which nothing that it does not name is valid. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed)
  if (typeof part !== 'object' || part === null) return part
  const all = Object.fromEntries(Object.entries(part).map(([key, it]) => [key, closed(it)]))
  return 'properties' in all ? { ...all, additionalProperties: false } : all
}

function validator(of: object): (report: unknown) => string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: true, formats: { 'date-time': true } })
  const validate = ajv.compile(of)
  return report => {
    validate(JSON.parse(JSON.stringify(report)))
    return (validate.errors ?? []).map(it => `${it.instancePath} ${it.message}`)
  }
}

/** Every property of every type, the optional ones too. */
type Full<T> = T extends readonly (infer E)[]
  ? readonly Full<E>[]
  : T extends object
    ? { [K in keyof T]-?: Full<Exclude<T[K], undefined>> }
    : T

const ERROR = {
  ...{ message: 'exit code 1', file: 'flake.nix', line: 3, column: 7 },
  ...{ kind: 'build' as const, keptFolder: '/tmp/nix-build-a.drv-0' },
}
const FULL: Full<ReportFile> = {
  schema: 1,
  startedAt: '2026-11-22T12:00:00.000Z',
  result: 'failure',
  error: { message: 'steps: invalid value "x".' },
  trust: { trusted: false, push: 'skipped', reason: 'a fork' },
  nix: {
    version: '2.34.8',
    flavor: 'nix',
    system: 'x86_64-linux',
    install: 'found',
    mode: 'daemon',
  },
  phases: [{ name: 'install', start: 0, seconds: 1.5, status: 'skipped' }],
  steps: [
    {
      name: 'flake-check',
      kind: 'flake-check',
      status: 'timeout',
      start: 1,
      seconds: 2,
      attempts: 1,
      exitCode: null,
      error: ERROR,
      reason: 'why',
      flaky: true,
      checks: [
        {
          name: 'checks.x86_64-linux.a',
          drv: '/nix/store/a.drv',
          status: 'dependency-failed',
          reason: 'why',
          evalSeconds: 1,
          buildSeconds: 0,
          fetchSeconds: 0.25,
          error: ERROR,
          sameAs: 'checks.x86_64-linux.b',
          row: 'a (x86_64-linux)',
        },
      ],
    },
  ],
  derivations: [
    {
      drv: '/nix/store/a.drv',
      name: 'a',
      status: 'cancelled',
      start: 1,
      seconds: 1,
      phases: [{ name: 'buildPhase', start: 1, seconds: 1 }],
      machine: 'ssh-ng://build@host',
    },
  ],
  store: { built: 1, fetched: 2, fetchedBytes: 3, pushed: 4, pushedBytes: 5 },
  caches: [{ name: 'a', url: 'https://a', use: 'off', reason: '404' }],
  leftovers: [{ step: 'run', pid: 4711, command: 'sleep 9', ports: [80] }],
}

/** Each property of the schema's objects, by the path of the object that has it. */
function propertiesOf(part: Json, value: unknown, path = ''): string[] {
  const { $defs } = schema as { $defs: Json }
  const of = (it: Json): Json =>
    typeof it.$ref === 'string' ? ($defs[it.$ref.replace('#/$defs/', '')] as Json) : it
  const real = of(((part.anyOf as Json[] | undefined) ?? [part])[0] as Json)
  if (Array.isArray(value)) return value.flatMap(it => propertiesOf(real.items as Json, it, path))
  const properties = Object.entries((real.properties ?? {}) as Record<string, Json>)
  return properties.flatMap(([name, inner]) => [
    `${path}/${name}`,
    ...propertiesOf(inner, (value as Json)?.[name], `${path}/${name}`),
  ])
}

function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(it => pathsOf(it, path))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, it]) => [
    `${path}/${name}`,
    ...pathsOf(it, `${path}/${name}`),
  ])
}

describe('report.json', () => {
  const errors = validator(closed(schema) as object)

  it.each([
    ['a green run', greenRun()],
    ['a red run', redRun()],
    ['a run of 500 checks', manyRun()],
    ['a run without Nix', { ...greenRun(), nix: null, trust: null, steps: [], derivations: [] }],
  ])('of %s is what the schema says, and no more', (_what, data) => {
    expect(errors(toReportFile(data))).toEqual([])
  })

  it('has the same properties in the type and in the schema', () => {
    expect(errors(FULL)).toEqual([])
    expect(propertiesOf(schema, FULL).sort()).toEqual(pathsOf(FULL).sort())
  })

  it('may have more properties for a reader of today', () => {
    expect(validator(schema)({ ...FULL, later: 1 })).toEqual([])
  })

  it.each([
    ['a status of another thing', { ...FULL, result: 'cached' }],
    ['a negative time', { ...FULL, phases: [{ ...FULL.phases[0], seconds: -1 }] }],
    ['a missing part', { ...FULL, store: undefined }],
  ])('is not valid with %s', (_what, report) => {
    expect(errors(report)).not.toEqual([])
  })
})

describe('JUnit', () => {
  const count = (xml: string, pattern: RegExp) => xml.match(pattern)?.length ?? 0

  it('has a suite a step, its checks as cases, with what each status is', () => {
    const xml = renderJunit(redRun())
    expect(xml).toContain(
      '<testsuites name="Nix CI" tests="20" failures="2" errors="3" skipped="1"',
    )
    expect(xml).toMatch(
      /<testsuite name="flake-check" tests="18" failures="1" errors="3" skipped="0" time="[\d.]+" timestamp="2026-11-22T12:00:06.800Z">/,
    )
    expect(xml).toMatch(
      /name="checks.x86_64-linux.clippy" time="61.800" file="src\/lib.rs" line="42">\n\s+<failure message="checks.x86_64-linux.clippy: the build of clippy failed with exit code 101." type="failed">/,
    )
    expect(xml).toContain('type="eval-error">')
    expect(xml).toContain('<error message="its dependency clippy failed" type="dependency-failed">')
    expect(xml).toContain('<skipped message="only: darwin"/>')
    expect(count(xml, /<testcase /g)).toBe(20)
  })

  it('is red where a step fails though its checks do not, and green where it may', () => {
    const step = greenRun().steps[0] as StepData
    const timeout = { ...step, status: 'timeout' as const, checks: [check('a')] }
    expect(renderJunit({ ...greenRun(), steps: [timeout] })).toContain('errors="1"')
    const bad = check('a', { status: 'failed', error: { message: 'no' } })
    const allowed = { ...step, status: 'allowed-failure' as const, checks: [bad] }
    const xml = renderJunit({ ...greenRun(), steps: [allowed] })
    expect(xml).toContain('failures="0" errors="0" skipped="1"')
    expect(xml).toContain('<skipped message="allowed failure: no"/>')
    expect(renderJunit({ ...greenRun(), steps: [], failureReason: 'no Nix' })).toContain(
      'errors="1"',
    )
  })
})

describe('the trace', () => {
  type Slice = Extract<TraceEvent, { ph: 'X' }>
  const isSlice = (event: TraceEvent): event is Slice => event.ph === 'X'
  const lanesOf = (slices: readonly Slice[]): Map<string, Slice[]> => {
    const lanes = new Map<string, Slice[]>()
    for (const slice of slices) {
      const lane = `${slice.pid}/${slice.tid}`
      lanes.set(lane, [...(lanes.get(lane) ?? []), slice])
    }
    return lanes
  }

  it.each([
    ['green', greenRun()],
    ['many', manyRun()],
    [
      'of zero-length things',
      {
        ...greenRun(),
        derivations: greenRun().derivations.map(it => ({ ...it, start: 1, seconds: 0 })),
      },
    ],
  ])('%s has sorted events on lanes that never overlap', (_what, data) => {
    const slices = renderTrace(data).traceEvents.filter(isSlice)
    const lanes = lanesOf(slices)
    for (const lane of lanes.values()) {
      const open: number[] = []
      for (const { ts, dur } of lane) {
        while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= ts) open.pop()
        // Inside of what is open, or after it.
        expect(ts + dur).toBeLessThanOrEqual(open.at(-1) ?? Number.POSITIVE_INFINITY)
        open.push(ts + dur)
      }
    }
    for (const { ts, dur } of slices) {
      expect(Number.isInteger(ts) && Number.isInteger(dur) && dur >= 1 && ts >= 0).toBe(true)
    }
    const times = slices.map(({ ts }) => ts)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it.each([
    ['of 500 checks', manyRun().derivations, 8],
    ['of builds that begin together', [0, 0, 0].map((_, i) => derivation(`${i}`, 1, 0)), 3],
    ['of builds a microsecond apart', [0, 1, 2].map(i => derivation(`${i}`, i / 1e6, 2e-6)), 2],
    ['of builds one after the other', [0, 1, 2].map(i => derivation(`${i}`, i / 3, 1 / 3)), 1],
  ])('%s puts only build phases inside of anything', (_what, derivations, lanes) => {
    const slices = renderTrace({ ...greenRun(), derivations }).traceEvents.filter(isSlice)
    const outer = slices.filter(({ cat }) => cat !== 'build-phase')
    for (const lane of lanesOf(outer).values())
      lane.slice(1).forEach((it, i) => {
        const before = lane[i] as Slice
        expect(it.ts).toBeGreaterThanOrEqual(before.ts + before.dur)
      })
    expect(lanesOf(outer.filter(({ cat }) => cat === 'build')).size).toBe(lanes)
  })

  it('names processes and lanes, and has seconds as microseconds', () => {
    const { traceEvents } = renderTrace(greenRun())
    const names = traceEvents.filter(({ ph }) => ph === 'M').map(({ args }) => args.name)
    expect(names).toEqual(
      expect.arrayContaining(['Run', 'Builds', 'build 1', 'build 3', 'Downloads', 'download 2']),
    )
    expect(traceEvents).toContainEqual({
      name: 'clippy',
      cat: 'build',
      ph: 'X',
      ts: 17_200_000,
      dur: 61_000_000,
      pid: 2,
      tid: 2,
      args: { drv: '/nix/store/0123456789abcdfghijklmnpqrsvwxyz-clippy.drv', status: 'built' },
    })
    const phases = traceEvents.filter(it => 'cat' in it && it.cat === 'build-phase')
    expect(phases.map(({ name }) => name)).toEqual(['unpackPhase', 'buildPhase', 'checkPhase'])
  })
})
