import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { type Report, type Scene, scene } from './support/scene.ts'

/** Does of systemctl what the action needs: the real ExecStart runs, with the Environment of its drop-ins (%% is %). */
const systemctl = `#!/bin/bash
echo "$*" >>/var/log/systemctl.log
units=/etc/systemd/system
case "$1" in
  link) shift; ln -sf "$@" $units/ ;;
  daemon-reload) ;;
  start)
    [ "$2" = nix-daemon.socket ] && [ -e $units/nix-daemon.socket ] || exit 5
    read -r program _ arguments < <(sed -n 's/^ExecStart=@//p' $units/nix-daemon.service)
    mapfile -t variables < <(sed -n 's/^Environment="\\(.*\\)"$/\\1/p' /run/systemd/system/nix-daemon.service.d/*.conf | sed 's/%%/%/g')
    env -i "\${variables[@]}" setsid "$program" $arguments </dev/null >/dev/null 2>&1 &
    echo $! >/run/nix-daemon.pid ;;
  stop) kill "$(cat /run/nix-daemon.pid)" ;;
  *) exit 1 ;;
esac
`

describe('where systemd runs the machine,', () => {
  let stage: Scene
  let result: StepResult & { report: Report | undefined }
  let posts: StepResult[]
  let running: { environment: string; dropIns: string; calls: string }
  const calls = () => stage.sh('cat /var/log/systemctl.log', 'root')
  const daemons = async () =>
    (await stage.machine.processes()).filter(({ command }) => command.includes('nix-daemon'))
  beforeAll(async () => {
    const project = { 'default.nix': derivation('unit', 'echo unit > $out') }
    const job = { env: { http_proxy: 'http://me:pass%20word@127.0.0.1:9', no_proxy: 'a.test' } }
    stage = await scene({ project, job, inputs: { 'nix-path': '' } })
    await stage.sh(
      `mkdir -p /run/systemd/system /etc/systemd/system
      cat >/usr/local/bin/systemctl <<'END'\n${systemctl}END
      chmod +x /usr/local/bin/systemctl`,
      'root',
    )
    result = await stage.use('- nix-build')
    const [daemon] = await daemons()
    running = {
      environment: await stage.sh(`tr '\\0' '\\n' </proc/${daemon?.pid}/environ`, 'root'),
      dropIns: await stage.sh('find /run/systemd -type f', 'root'),
      calls: await calls(),
    }
    posts = await stage.job.post()
  })
  afterAll(() => stage.stop())

  it('the daemon is its service, which builds', () => {
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.report?.nix).toMatchObject({ mode: 'daemon', install: 'installed' })
    expect(running.calls).toMatch(
      /^link \/nix\/store\/\S+\/nix-daemon\.service \/nix\/store\/\S+\/nix-daemon\.socket\nstart nix-daemon\.socket\n$/,
    )
  })

  it("the service has the job's proxies", () => {
    expect(running.environment).toContain('http_proxy=http://me:pass%20word@127.0.0.1:9\n')
    expect(running.environment).toContain('no_proxy=a.test\n')
  })

  it('post stops the service, and takes the proxies away', async () => {
    for (const post of posts) expect(post.annotations).toEqual([])
    expect(await calls()).toContain('stop nix-daemon.socket nix-daemon.service\n')
    expect(await daemons()).toEqual([])
    expect(running.dropIns).not.toBe('')
    expect(await stage.sh('find /run/systemd -type f', 'root')).toBe('')
  })

  it('the next job wakes the daemon, and its post stops it', async () => {
    const next = stage.nextJob()
    const found = await next.use('- nix-build')
    expect(found.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
    expect(await daemons()).not.toEqual([])
    for (const post of await next.job.post()) expect(post.annotations).toEqual([])
    expect(await daemons()).toEqual([])
  })
})
