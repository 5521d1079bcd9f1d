/**
 * `npm run picture`: runs the demo and takes the picture of its job page, docs/images/job-page.png, with Chromium (one on
 * this machine, or Debian's, unpacked into .cache/).
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sayWithSeconds } from '../__tests__/helpers/pack/run.ts'
import { cacheDir, repositoryRoot } from '../__tests__/helpers/paths.ts'
import { Browser } from '../__tests__/helpers/render/browser.ts'
import { ensureChromium } from '../__tests__/helpers/render/chromium.ts'
import { writePage } from '../__tests__/helpers/render/page.ts'
import type { StepResult } from '../__tests__/helpers/runner.ts'

/** Pixels; wide enough that no row of the tables breaks. */
const WIDTH = 1012
/** Where the second section of the summary begins: the picture ends there. */
const SECOND_HEADING = `document.querySelectorAll('h3')[1].getBoundingClientRect().top`
const FOLDER = join(repositoryRoot, 'docs/images')
const ICONS = { notice: 'ℹ️', warning: '⚠️', error: '❌' }

type Annotations = StepResult['annotations']

/** The box above the summary, as GitHub shows it. */
function box(annotations: Annotations): string {
  const rows = annotations.map(
    ({ kind, title = '', message, file, line }) =>
      `<div style="padding: 8px 16px; border-top: 1px solid #d1d9e0">${ICONS[kind]} <strong>${escaped(title)}</strong>${
        file ? ` <code>${escaped(file)}${line ? `#L${line}` : ''}</code>` : ''
      }<br><span style="color: #59636e">${escaped(message).replaceAll('\n', '<br>')}</span></div>`,
  )
  const heading = `<div style="padding: 8px 16px"><strong>Annotations</strong> · ${annotations.length}</div>`
  return `<div style="border: 1px solid #d1d9e0; border-radius: 6px; font-size: 13px; margin-bottom: 24px">${heading}${rows.join('')}</div>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const demo = spawnSync(process.execPath, [join(repositoryRoot, 'scripts/demo.ts')], {
  stdio: 'inherit',
})
if (demo.status === 0) {
  const read = (name: string) => readFileSync(join(cacheDir, 'demo', name), 'utf8')
  const annotations = JSON.parse(read('annotations.json')) as Annotations
  const markdown = `${box(annotations)}\n\n${read('summary.md')}`
  const page = await writePage(markdown, join(cacheDir, 'demo/page.html'))
  const browser = await Browser.start(await ensureChromium(sayWithSeconds()), WIDTH, 1.5)
  try {
    await browser.open(page)
    mkdirSync(FOLDER, { recursive: true })
    const end = await browser.evaluate<number>(SECOND_HEADING)
    await browser.picture(join(FOLDER, 'job-page.png'), end)
  } finally {
    await browser.close()
  }
}
process.exitCode = demo.status === 0 ? 0 : 1
