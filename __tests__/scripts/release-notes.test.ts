import { describe, expect, it } from 'vitest'
import { releaseNotes } from '../../scripts/release-notes.ts'

const CHANGELOG = `# Changelog

## [Unreleased]

- Not yet.

## [1.2.0] - 2026-11-29

### Added

- A thing.

## [1.1.0] - 2026-10-01

- An older thing.

[1.2.0]: https://example.org/v1.2.0
`

describe('the notes of a release', () => {
  it('are its section of the changelog', () => {
    expect(releaseNotes('1.2.0', CHANGELOG, '{"version":"1.2.0"}')).toBe(
      '### Added\n\n- A thing.\n',
    )
  })

  it.each([
    ['1.2', '1.2 is not a version such as 1.2.3'],
    ['v1.2.0', 'v1.2.0 is not a version such as 1.2.3'],
    ['1.1.0', 'package.json has 1.2.0, not 1.1.0'],
  ])('of %s are refused', (version, message) => {
    expect(() => releaseNotes(version, CHANGELOG, '{"version":"1.2.0"}')).toThrow(message)
  })

  it('are refused without a section in the changelog, or with an empty one', () => {
    expect(() => releaseNotes('2.0.0', CHANGELOG, '{"version":"2.0.0"}')).toThrow(
      'CHANGELOG.md has no section [2.0.0]',
    )
    expect(() => releaseNotes('3.0.0', '## [3.0.0]\n\n', '{"version":"3.0.0"}')).toThrow(
      'the section [3.0.0] of CHANGELOG.md is empty',
    )
  })
})
