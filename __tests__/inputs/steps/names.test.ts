import { describe, expect, it } from 'vitest'
import { withUniqueNames } from '../../../src/inputs/steps/names.ts'
import { plainStep } from '../../../src/model/step.ts'

const run = (command: string, name?: string) =>
  plainStep('run', command, name === undefined ? {} : { name })
const namesOf = (...commands: string[]) =>
  withUniqueNames(commands.map(command => run(command))).map(({ name }) => name)

describe('names of steps that were given none', () => {
  const START = 'nix run github:example/project-with-a-long-name#tests -- '

  it('are cut at 60 characters', () => {
    expect(namesOf(`${START}--target one`)).toEqual([`run: ${START}`.slice(0, 60)])
  })

  it('show where they differ where they would be the same', () => {
    const names = namesOf(`${START}--target one`, `${START}--target two`)
    expect(names).toEqual([
      'run: nix run github:…-with-a-long-name#tests -- --target one',
      'run: nix run github:…-with-a-long-name#tests -- --target two',
    ])
  })

  it('show a difference far from the end', () => {
    const end = ' && echo'.repeat(30)
    const names = namesOf(`${START}one${end}`, `${START}two${end}`, `${START}two${end}`)
    expect(names[0]).toContain('ests -- one &&')
    expect(names[1]).toContain('ests -- two &&')
    expect(names[2]).toBe(`${names[1]} (2)`)
    for (const name of names.slice(0, 2)) expect(name).toHaveLength(60)
  })

  it('leave a given name as it is', () => {
    const given = 'x'.repeat(70)
    const steps = [run(`${START}a`, given), run(`${START}b`, given)]
    expect(withUniqueNames(steps).map(({ name }) => name)).toEqual([given, `${given} (2)`])
  })
})
