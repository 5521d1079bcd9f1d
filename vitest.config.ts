import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Without it each inlined package warns of its missing source map.
  logLevel: 'error',
  test: {
    include: ['__tests__/**/*.test.ts'],
    globalSetup: ['__tests__/setup.ts'],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 180_000,
    // The language service imports JSON without an import attribute, which plain Node refuses.
    server: { deps: { inline: [/@actions\//] } },
  },
})
