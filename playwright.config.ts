import { defineConfig } from '@playwright/test'

/** Each test starts an Electron of its own; a flaky one is a defect, so nothing is tried twice. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  // What is tested there is made by npm run package.
  testIgnore: 'package/**',
  outputDir: 'test-results',
  timeout: 60_000,
  // A run that hangs must end by itself and still report.
  globalTimeout: 45 * 60_000,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  ...(process.env.CI ? { workers: 1 } : {}),
  reporter: [['list']],
})
