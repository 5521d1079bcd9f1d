import { readFileSync } from 'node:fs'
import { argv, exit } from 'node:process'
import { fileURLToPath } from 'node:url'

/**
 * The notes of a release: its section of the changelog, without the heading.
 * @throws when the version is not a release that the changelog and package.json have
 */
export function releaseNotes(version: string, changelog: string, manifest: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${version} is not a version such as 1.2.3`)
  const packaged: unknown = JSON.parse(manifest).version
  if (packaged !== version) throw new Error(`package.json has ${packaged}, not ${version}`)
  const sections = changelog.split(/^## /m).slice(1)
  const section = sections.find(text => text.startsWith(`[${version}]`))
  if (!section) throw new Error(`CHANGELOG.md has no section [${version}]`)
  const notes = section
    .slice(section.indexOf('\n'))
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .trim()
  if (!notes) throw new Error(`the section [${version}] of CHANGELOG.md is empty`)
  return `${notes}\n`
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
  try {
    process.stdout.write(releaseNotes(argv[2] ?? '', read('CHANGELOG.md'), read('package.json')))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    exit(1)
  }
}
