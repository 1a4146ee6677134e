import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

/** The tests of what `npm run package` made; `npm test -- --only package` makes it first. */
export default defineConfig({
  ...base,
  testDir: 'e2e/package',
  testIgnore: [],
})
