import { describe, expect, it } from 'vitest'
import { type Loss, Outage } from '../../../src/caches/substituters/outage.ts'

const loss = (what: string, why = 'It is down.'): Loss => ({
  ...{ why, what, alone: `${what}: ${why}`, title: 'Title' },
})

function told(
  body: (
    outage: Outage,
    logger: { warning: (text: string, title?: string) => void; info: () => void },
  ) => void,
) {
  const all: string[] = []
  const logger = {
    warning: (text: string, title = '') => all.push(`${title}: ${text}`),
    info: () => {},
  }
  const outage = new Outage()
  body(outage, logger)
  all.push('END')
  outage.report(logger)
  return all
}

describe("what is lost where GitHub's cache does not work", () => {
  it('is one warning at the end, with why and all that is lost', () => {
    const all = told((outage, logger) => {
      for (const what of ['the store cache is not used', 'nothing is compared', 'nothing is saved'])
        outage.warn(loss(what), true, logger)
      expect(outage.hasLosses).toBe(true)
    })
    expect(all).toEqual([
      'END',
      "GitHub's cache: It is down. Therefore, the store cache is not used, nothing is compared, and nothing is saved. The job is not affected.",
    ])
  })

  it('is told in its own words where it is the only thing', () => {
    expect(told((outage, logger) => outage.warn(loss('nothing is saved'), true, logger))).toEqual([
      'END',
      'Title: nothing is saved: It is down.',
    ])
  })

  it('has each reason once', () => {
    const all = told((outage, logger) => {
      outage.warn(loss('a'), true, logger)
      outage.warn(loss('b', 'It refuses.'), true, logger)
      outage.warn(loss('c', 'It refuses.'), true, logger)
    })
    expect(all.at(-1)).toMatch(/: It is down\. It refuses\. Therefore, a, b, and c\./)
  })

  it('is told at once where the service is not at fault', () => {
    const all = told((outage, logger) => {
      outage.warn(loss('too big'), false, logger)
      expect(outage.hasLosses).toBe(false)
    })
    expect(all).toEqual(['Title: too big: It is down.', 'END'])
  })
})
