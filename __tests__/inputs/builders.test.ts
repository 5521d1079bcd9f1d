import { describe, expect, it } from 'vitest'
import { readBuilders } from '../../src/inputs/builders.ts'

const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\r\nAAAA\r\n-----END OPENSSH PRIVATE KEY-----'
const ALL = { builders: 'host', 'builders-ssh-key': KEY, 'builders-known-hosts': 'host ssh-rsa A' }

function read(inputs: Partial<typeof ALL>, lacksSecrets = false) {
  const { options, problems } = readBuilders(name => inputs[name] ?? '', lacksSecrets)
  return { options, where: problems.map(it => it.where), text: JSON.stringify(problems) }
}

describe('the inputs of remote builders', () => {
  it('are a list of machines, a key and host keys', () => {
    const { options, where } = read(ALL)
    expect(where).toEqual([])
    expect(options.machines).toMatchObject([{ uri: 'host' }])
    expect(options.key.value).not.toContain('\r')
  })

  it('may be the machines alone, where the machine has a key', () => {
    expect(read({ builders: 'host' }).where).toEqual([])
    expect(read({}).where).toEqual([])
  })

  it('name what is missing, and never the key', () => {
    expect(read({ ...ALL, 'builders-ssh-key': '' }).where).toEqual(['builders-ssh-key'])
    expect(read({ ...ALL, 'builders-known-hosts': '' }).where).toEqual(['builders-known-hosts'])
    expect(read({ ...ALL, builders: '' }).where).toEqual(['builders'])
    const wrong = read({ ...ALL, 'builders-ssh-key': 'ssh-ed25519 AAAAsecret' })
    expect(wrong.where).toEqual(['builders-ssh-key'])
    expect(wrong.text).not.toContain('AAAAsecret')
    expect(wrong.options.key.value).toBeUndefined()
  })

  it('need no key in a run that gets no secrets', () => {
    expect(read({ ...ALL, 'builders-ssh-key': '' }, true).where).toEqual([])
  })
})
