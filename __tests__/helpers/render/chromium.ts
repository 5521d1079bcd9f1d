import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { openApt, unpack } from '../pack/apt.ts'
import { withLock } from '../pack/lock.ts'
import { run, type Say } from '../pack/run.ts'
import { ownSources } from '../pack/sources.ts'
import { cacheDir } from '../paths.ts'

/** A Chromium that starts, with what has to be added to its environment. */
export interface Chromium {
  program: string
  env: Record<string, string>
}

// Another number fetches everything again.
const recipe = '1'
const packages = ['chromium', 'fonts-liberation', 'fonts-dejavu-core', 'fonts-noto-color-emoji']
const dir = `${cacheDir}/chromium`

/**
 * NIX_CI_CHROMIUM, or a Chrome on PATH, or Debian's package unpacked into the cache and never installed: 410 MB, about
 * 15 seconds the first time. Throws with apt's words, or saying what to set.
 */
export async function ensureChromium(say: Say = () => {}): Promise<Chromium> {
  const own = process.env.NIX_CI_CHROMIUM
  for (const program of own ? [own] : ['google-chrome', 'chromium', 'chromium-browser'])
    if (await starts(program)) return { program, env: {} }
  if (own) throw new Error(`NIX_CI_CHROMIUM is ${own}, which does not start with --version`)
  if (!(await isComplete())) {
    await mkdir(cacheDir, { recursive: true })
    await withLock(`${cacheDir}/chromium.lock`, async () => {
      if (!(await isComplete())) await fetchChromium(say)
    })
  }
  return unpacked()
}

const starts = (program: string): Promise<boolean> =>
  run(program, ['--version']).then(
    version => /Chrom/.test(version),
    () => false,
  )

const isComplete = async (): Promise<boolean> =>
  (await readFile(`${dir}/recipe`, 'utf8').catch(() => '')) === recipe

async function fetchChromium(say: Say): Promise<void> {
  say('chromium: downloading')
  const work = `${dir}.new`
  await rm(work, { recursive: true, force: true })
  const apt = await openApt(`${work}/apt`, await ownSources(), '/var/lib/dpkg/status')
  await unpack(await apt.withDependencies(packages), `${work}/root`)
  await rm(`${work}/apt`, { recursive: true })
  // Ubuntu's package of this name is a stub that installs a snap.
  await access(`${work}/root/usr/lib/chromium/chromium`).catch(() => {
    throw new Error(
      'the package chromium holds no Chromium here: install Chrome or Chromium, or set NIX_CI_CHROMIUM to one',
    )
  })
  await writeFile(`${work}/fonts.conf`, fontsConf)
  await writeFile(`${work}/recipe`, recipe)
  await rm(dir, { recursive: true, force: true })
  await rename(work, dir)
  say('chromium: done')
}

async function unpacked(): Promise<Chromium> {
  const lib = `${dir}/root/usr/lib`
  const [architecture = ''] = (await readdir(lib)).filter(name => name.endsWith('-linux-gnu'))
  const folders = [`${lib}/${architecture}`, `${lib}/${architecture}/pulseaudio`]
  return {
    program: `${lib}/chromium/chromium`,
    env: { LD_LIBRARY_PATH: folders.join(':'), FONTCONFIG_FILE: `${dir}/fonts.conf` },
  }
}

const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir}/root/usr/share/fonts</dir>
  <cachedir>${dir}/fonts</cachedir>
  <alias><family>sans-serif</family><prefer><family>Liberation Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Liberation Mono</family></prefer></alias>
</fontconfig>
`
