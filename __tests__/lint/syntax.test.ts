import { describe, expect, it } from 'vitest'
import { firstBad } from '../../src/lint/syntax.ts'

const files = ['/w/a.nix', '/w/b.nix']
const text = (file: string) =>
  `error: syntax error, unexpected '='\n\n       at ${file}:3:5:\n\n            2|   a = 1\n            3|   b = 2;\n             |     ^`

describe('the file that does not parse', () => {
  it('is the one that the error names in its fields', () => {
    const error = { text: text('/elsewhere'), file: '/w/b.nix', line: 3, column: 5 }
    const message = "syntax error, unexpected '='"
    expect(firstBad([error], files)).toEqual({ file: '/w/b.nix', line: 3, column: 5, message })
  })

  it('is the one that the text names, also as macOS does', () => {
    expect(firstBad([{ text: text('/w/b.nix') }], files)?.file).toBe('/w/b.nix')
    expect(firstBad([{ text: text('/private/w/b.nix') }], files)?.file).toBe('/w/b.nix')
  })

  it('is none where Nix complains of something else', () => {
    expect(firstBad([{ text: 'error: cannot connect to the daemon' }], files)).toBeUndefined()
    expect(firstBad([{ text: text('/other/b.nix') }], files)).toBeUndefined()
    expect(firstBad([], files)).toBeUndefined()
  })
})
