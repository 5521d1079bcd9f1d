import { mkdir, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportData, StepData } from '../../src/model/report.ts'
import { renderJunit } from '../../src/report/junit/junit.ts'
import { renderSummary } from '../../src/report/summary/render.ts'
import { sanitize } from '../../src/report/summary/sanitize.ts'
import { sayWithSeconds } from '../helpers/pack/run.ts'
import { cacheDir } from '../helpers/paths.ts'
import { Browser } from '../helpers/render/browser.ts'
import { ensureChromium } from '../helpers/render/chromium.ts'
import { githubHtml, writePage } from '../helpers/render/page.ts'
import { manyRun } from './many-run.ts'
import { check, derivation, greenRun, redRun } from './runs.ts'

const folder = `${cacheDir}/pictures`
let browser: Browser

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  browser = await Browser.start(await ensureChromium(sayWithSeconds()), 1060)
})
afterAll(() => browser?.close())

/** Shows a run as the job page does and takes its picture. */
async function show(name: string, data: ReportData, open = false): Promise<void> {
  const markdown = renderSummary(data)
  await writeFile(`${folder}/${name}.md`, markdown)
  await browser.open(await writePage(markdown, `${folder}/${name}.html`, open))
  await browser.picture(`${folder}/${name}.png`)
}

interface Seen {
  top: number
  bottom: number
  right: number
}

/** Where the first element that holds this text itself is, if a reader sees it. */
async function see(text: string): Promise<Seen | undefined> {
  const place = await browser.evaluate<Seen | null>(`(() => {
    const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      if (!walker.currentNode.textContent.includes(${JSON.stringify(text)})) continue
      const range = document.createRange()
      range.selectNodeContents(walker.currentNode)
      const { top, bottom, right, width, height } = range.getBoundingClientRect()
      const shown = walker.currentNode.parentElement.checkVisibility({ contentVisibilityAuto: true })
      if (shown && width > 0 && height > 0) return { top, bottom, right }
    }
    return null
  })()`)
  return place ?? undefined
}

/** What Mermaid drew: the kinds of its drawings, and their bars. */
function drawings(): Promise<{ kinds: string[]; bars: number }> {
  return browser.evaluate(`({
    kinds: [...document.querySelectorAll('.mermaid svg')].map(it => it.getAttribute('aria-roledescription')),
    bars: document.querySelectorAll('.mermaid svg rect.task').length,
  })`)
}

/** The height of a screen. */
const SCREEN = 900

describe('a picture of the summary', () => {
  it('green: the result and the slowest part are on the first screen', async () => {
    await show('green', greenRun())
    for (const text of [
      'Nix CI: success',
      'flake-check',
      '1 min 41 s',
      'integration',
      'slower than usual',
    ])
      expect((await see(text))?.bottom, text).toBeLessThan(SCREEN)
    for (const text of ['Baseline', 'Critical path', 'fedimint'])
      expect(await see(text), text).toBeDefined()
    expect(await see('cached-3')).toBeUndefined()
    await show('green-open', greenRun(), true)
    expect(await drawings()).toEqual({ kinds: ['gantt'], bars: 13 })
    expect(await see('cached-3')).toBeDefined()
  })

  it('red: every failure, its place and its reason are at the top; logs are folded', async () => {
    await show('red', redRun())
    const wanted = [
      'checks.x86_64-linux.clippy',
      'src/lib.rs:42',
      'could not compile `mint`',
      "attribute 'mdbook-toc' missing",
      'cargo-nextest: command not found',
      'checks.x86_64-linux.coverage',
    ]
    for (const text of wanted) expect((await see(text))?.bottom, text).toBeLessThan(SCREEN / 2)
    expect((await see('Slowest:'))?.bottom).toBeLessThan(SCREEN / 2)
    expect(await see('Compiling crate-7')).toBeUndefined()
    await show('red-open', redRun(), true)
    expect(await see('Compiling crate-7')).toBeDefined()
    expect(await see('nix build .#checks.x86_64-linux.clippy')).toBeDefined()
    expect(await drawings()).toEqual({ kinds: ['gantt'], bars: 13 })
  })

  it('500 checks: failures on the first screen, four screens in all, nothing wider than the page', async () => {
    await show('many', manyRun())
    expect((await see('package-007-lint'))?.bottom).toBeLessThan(SCREEN / 2)
    expect((await see('3 more failures'))?.bottom).toBeLessThan(SCREEN)
    const [height, width] = await browser.evaluate<[number, number]>(
      `[document.documentElement.scrollHeight, document.documentElement.scrollWidth]`,
    )
    expect(height).toBeLessThan(4 * SCREEN)
    expect(width).toBeLessThanOrEqual(1060)
    await show('many-open', manyRun(), true)
    expect(await drawings()).toEqual({ kinds: ['gantt'], bars: 40 })
  })
})

const HOSTILE = [
  'a|b',
  'a\\|b | c',
  '</code></td></tr></table><script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '</details></details><h1>forged</h1>',
  '<!-- ',
  '<![CDATA[ ]]>',
  '`` ` ``` ````` ~~~~ **b** _i_ ~~s~~',
  '[link](https://evil.example) ![image](x.png) https://evil.example <https://evil.example>',
  '@everyone @org/team',
  'a\n\n# forged\n\n| forged |\n| --- |\n| cell |',
  '- item',
  '1. item',
  '$x$ :tada: #1',
  '\u001b[31mred\u001b[0m \u0000 \u202e\u2066 \ud800',
  'section forged :crit, 0, 1; title x %%{init: {}}%% click a call b()',
  '%%{init: {"theme":"dark"}}%%',
  'done: 1, 2',
  '',
]

/** Every text of a run is hostile. */
function hostileRun(): ReportData {
  const green = greenRun()
  const step = green.steps[0] as StepData
  const log = `\`\`\`

# forged

<h1>forged</h1>

~~~

# forged
${HOSTILE.join('\n')}\n\`\`\`\n</details>\n~~~\n\`\`\`\`\`\`\n# forged`
  const error = (text: string) => ({
    message: `${text}\n${log}\nReproduce: ${text}`,
    file: text,
    line: 1,
  })
  const cacheOf = (text: string) => ({ name: text, url: text, use: 'off' as const, reason: text })
  return {
    ...green,
    result: 'failure',
    nix: { version: '<b>', flavor: 'nix', system: '`|', install: 'found', mode: 'daemon' },
    trust: { trusted: false, push: 'skipped', reason: HOSTILE.join(' ') },
    failureReason: log,
    phases: HOSTILE.map((name, i) => ({ name, start: i, seconds: 1, status: 'success' })),
    steps: HOSTILE.map((text, i) => ({
      ...step,
      name: text,
      reason: text,
      start: 20 + i,
      seconds: 1,
      status: 'failure',
      error: error(text),
      checks:
        i % 2 === 0
          ? []
          : HOSTILE.flatMap(name => [
              check(name, { status: 'failed', error: error(name) }),
              check(name, { status: 'dependency-failed' }),
              check(name, { status: 'cached' }),
              check(name),
            ]),
    })),
    derivations: HOSTILE.map((name, i) =>
      derivation(name, i, 2, {
        phases: [{ name, start: i, seconds: 1 }],
        after: [`/nix/store/0123456789abcdfghijklmnpqrsvwxyz-${HOSTILE[i - 1]}.drv`],
      }),
    ),
    fetches: HOSTILE.map(text => ({ path: text, cache: text, bytes: 1, start: 1, seconds: 1 })),
    caches: HOSTILE.map(cacheOf),
    leftovers: HOSTILE.map(text => ({ step: text, pid: 1, command: text, ports: [1] })),
  }
}

/** What hides all that follows it in a summary that is not contained. */
const SWALLOWING = [
  '<details><summary>folded</summary>',
  '<table><tr><td>',
  '- <table><tr><td>a',
  '<!-- a comment',
  '> <!-- a comment in a quote',
  '<?',
  '<![CDATA[',
  '```\na fence',
  '- item\n\n  ~~~~',
  '<pre>\n\n',
  '<div title="',
  '<div>\n```\n\n```\nx',
  '`<b>` </b> <b> <i>',
  '<svg><title>',
  '<select><option>',
  '<textarea>',
  '<ul><li><ol><li><blockquote>',
  '<b><details><b><table><b>'.repeat(80),
]
/** Makes of a number the same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 8) % below
  }
}

describe("what a command wrote into its step's summary", () => {
  it('does not hide what the next one wrote', async () => {
    const ownSummaries = SWALLOWING.flatMap((text, i) => [
      { step: 'odd', text },
      { step: `after ${i}`, text: `seen ${i}.` },
    ])
    await show('own', { ...greenRun(), stepSummaries: ownSummaries })
    for (const [i, text] of SWALLOWING.entries()) {
      expect(await see(`after ${i}`), text).toBeDefined()
      expect(await see(`seen ${i}.`), text).toBeDefined()
    }
  })

  it('keeps what is well-formed as it is', async () => {
    const text =
      '| a | b |\n| --- | --- |\n| 1 | 2 |\n\n<details><summary>more</summary>\n\n**bold** `Vec<u8>`\n\n</details>\n\n```rust\nlet v: Vec<String>;\n```'
    await show('own-good', { ...greenRun(), stepSummaries: [{ step: 'good', text }] }, true)
    const found = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('article > h3 ~ details strong, article > pre, article details code')].map(it => it.textContent.trim())`,
    )
    expect(found).toEqual(expect.arrayContaining(['bold', 'let v: Vec<String>;']))
    expect(await see('Vec<\u200bu8>')).toBeDefined()
  })

  it('leaves nothing open, whatever it is made of', async () => {
    const pieces = [
      ...SWALLOWING,
      ...'</details>|</table>|<td>|</td>|</b>|<li>|</ul>|<span>|<q>|<dd>|<rt>|<a href="x">|<h1>|-->|]]>|"|\'|>|`|``|```|~~~|> |- |1. |    |\t|*|_|[x](|]|\\|</pre>|<p>|word'.split(
        '|',
      ),
      '\n',
      '\n\n',
      '| a |\n| - |\n',
    ]
    const pick = numbers(7)
    const texts = Array.from({ length: 1500 }, () =>
      Array.from({ length: 1 + pick(12) }, () => pieces[pick(pieces.length)]).join(''),
    )
    const pages = texts.map(text => githubHtml(`${sanitize(text)}\n\n### Behind\n\nplain`))
    const places = await browser.evaluate<string[]>(`(${JSON.stringify(pages)}).map(html => {
      const page = new DOMParser().parseFromString('<!doctype html><body>' + html, 'text/html')
      const heading = [...page.querySelectorAll('h3')].find(it => it.textContent === 'Behind')
      return (heading?.parentElement.localName ?? 'lost') + ' ' + heading?.nextElementSibling?.innerHTML
    })`)
    expect(texts.filter((_, i) => places[i] !== 'body plain')).toEqual([])
  })
})

describe('names and logs of others', () => {
  it('break out of nothing', async () => {
    await show('hostile', hostileRun(), true)
    const page = await browser.evaluate<{
      names: string[]
      attributes: string[]
      links: string[]
    }>(`(() => {
      const all = [...document.querySelectorAll('article *:not(.mermaid *):not(.mermaid)')]
      return {
        names: [...new Set(all.map(it => it.localName))].sort(),
        attributes: [...new Set(all.flatMap(it => it.getAttributeNames()))].sort(),
        links: [...document.querySelectorAll('article code a, article summary a, article a:not([href^="https://evil.example"])')].map(it => it.href),
      }
    })()`)
    expect(page.names).toEqual(
      'a b code details h2 h3 li p pre strong summary table tbody td th thead tr ul'.split(' '),
    )
    expect(page.attributes).toEqual(['align', 'class', 'href', 'open'])
    expect(page.links).toEqual([])
    expect(await browser.evaluate('window.hacked')).toBeUndefined()
    expect(await drawings()).toEqual({ kinds: ['gantt'], bars: 40 })
    const sections = `[...new Set([...document.querySelectorAll('.sectionTitle')].map(it => it.textContent))]`
    expect(await browser.evaluate(sections)).toEqual(['Run', 'Builds', 'Downloads'])
    const mentions = await browser.evaluate<number>(`(() => {
      const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT)
      let count = 0
      while (walker.nextNode())
        if (/@\\w/.test(walker.currentNode.data) && !walker.currentNode.parentElement.closest('code, pre, .mermaid')) count++
      return count
    })()`)
    expect(mentions).toBe(0)
    // A cell that breaks apart loses its end.
    const cells = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('td:first-child')].map(it => it.textContent)`,
    )
    expect(cells).toEqual(
      expect.arrayContaining(['a|b', 'a\\|b | c', 'a # forged | forged | | --- | | cell |']),
    )
    const times = await browser.evaluate<string[]>(
      `[...document.querySelector('table').rows].slice(1).map(it => it.cells[3].textContent)`,
    )
    expect(new Set(times)).toEqual(new Set(['1.0 s']))
    const headings = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('h2, h3')].map(it => it.textContent)`,
    )
    expect(
      headings.filter(it => !/^(❌ Nix CI|Checks of |Slowest of|Caches$|Left running$)/.test(it)),
    ).toEqual([])
  })

  it('leave details balanced: nothing of ours is inside of what is folded', async () => {
    const depth = await browser.evaluate<string[]>(
      `[...document.querySelectorAll('h2, h3')].filter(it => it.closest('details')).map(it => it.textContent)`,
    )
    expect(depth).toEqual([])
  })

  it.each([
    ['hostile', hostileRun()],
    ['red', redRun()],
    ['many', manyRun()],
  ])('are well-formed XML in JUnit: %s', async (_what, data) => {
    const xml = renderJunit(data)
    const counts = await browser.evaluate<[string, number, number]>(`(() => {
      const xml = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'text/xml')
      const root = xml.documentElement
      return [xml.querySelector('parsererror')?.textContent ?? '', Number(root.getAttribute('tests')), xml.querySelectorAll('testcase').length]
    })()`)
    expect(counts[0]).toBe('')
    expect(counts[1]).toBe(counts[2])
    expect(
      xml.match(/<\w+/g)?.every(tag => /^<(testsuites?|testcase|failure|error|skipped)$/.test(tag)),
    ).toBe(true)
  })
})
