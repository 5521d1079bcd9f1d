import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { repositoryRoot } from '../paths.ts'

const modules = `${repositoryRoot}/node_modules`

/** GitHub's Markdown as HTML, before anything is sanitized. */
export function githubHtml(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  })
}

/**
 * Writes a page that shows Markdown as the job page does, Mermaid drawn, and gives its address.
 * @param file the `.html` file
 * @param open everything folded is unfolded
 */
export async function writePage(markdown: string, file: string, open = false): Promise<string> {
  const css = await readFile(`${modules}/github-markdown-css/github-markdown-light.css`, 'utf8')
  const mermaid = pathToFileURL(`${modules}/mermaid/dist/mermaid.min.js`)
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Summary</title>
<style>${css}
body { margin: 0; background: #f6f8fa; }
article.markdown-body { box-sizing: border-box; width: 980px; margin: 16px auto; padding: 24px; border: 1px solid #d1d9e0; border-radius: 6px; }
</style>
<article class="markdown-body">${githubHtml(markdown)}</article>
<script src="${mermaid}"></script>
<script>window.ready = (${draw})(${open})</script>
</html>
`
  await mkdir(file.replace(/\/[^/]*$/, ''), { recursive: true })
  await writeFile(file, html)
  return String(pathToFileURL(file))
}

/** Runs in the page. What is folded has no size, so it is drawn unfolded. */
const draw = `async open => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })
  const folded = [...document.querySelectorAll('details:not([open])')]
  for (const one of folded) one.open = true
  for (const code of document.querySelectorAll('pre > code.language-mermaid')) {
    const box = document.createElement('div')
    box.className = 'mermaid'
    box.textContent = code.textContent
    code.parentElement.replaceWith(box)
  }
  await mermaid.run()
  if (!open) for (const one of folded) one.open = false
}`
