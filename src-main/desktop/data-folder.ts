import path from 'node:path'

/**
 * `--data-dir DIR` or `--data-dir=DIR`, else `data/` under Electron's userData (ui.md).
 * @param argv the arguments after the program
 */
export function dataFolder(argv: readonly string[], userData: string, cwd: string): string {
  for (const [index, argument] of argv.entries()) {
    const value = argument.startsWith('--data-dir=')
      ? argument.slice('--data-dir='.length)
      : argument === '--data-dir'
        ? argv[index + 1]
        : undefined
    if (value !== undefined && value !== '' && !value.startsWith('--')) return path.resolve(cwd, value)
  }
  return path.join(userData, 'data')
}
