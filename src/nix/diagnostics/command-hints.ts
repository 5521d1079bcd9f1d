/** Lines of a command's output that have a well-known reason, and what to do. */
const KNOWN: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [
    // sudo(8): its secure_path replaces PATH.
    /^sudo: (nix(?:-[a-z]+)*): command not found$/m,
    ([, program]) =>
      `sudo uses its own PATH (secure_path), which does not include Nix: run sudo env "PATH=$PATH" ${program} ..., or sudo "$(command -v ${program})" ...`,
  ],
  [
    /detected dubious ownership in repository at '|is not owned by current user/,
    () =>
      'git refuses a repository owned by another user: run git config --global --add safe.directory "$GITHUB_WORKSPACE" in an earlier step.',
  ],
]

/** What may help with a command, from the last lines that it printed. */
export function commandHints(output: readonly string[]): string[] {
  const text = output.join('\n')
  return KNOWN.flatMap(([pattern, hint]) => {
    const match = pattern.exec(text)
    return match ? [hint(match)] : []
  })
}
