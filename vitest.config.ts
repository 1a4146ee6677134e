import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  test: {
    pool: 'forks',
    include: ['src-*/**/*.test.{ts,tsx}', 'build/**/*.test.mjs'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
