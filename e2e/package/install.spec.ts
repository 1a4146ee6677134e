import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from '../support/test.ts'
import { packageFile } from './support/packages.ts'

/** What this computer must be able to do: mounts of one process alone, with a layer above the root. */
const CAN_LAYER = ['--mount', 'sh', '-ec', 'mount -t tmpfs tmpfs /mnt && grep -qw overlay /proc/filesystems']

test('dpkg installs the deb, it starts by its name, and after the removal everything but the data is gone', () => {
  test.skip(spawnSync('unshare', CAN_LAYER).status !== 0, 'needs root and overlay mounts')
  const layer = mkdtempSync(path.join(os.tmpdir(), 'pmh-layer-'))
  try {
    const script = path.join(import.meta.dirname, 'support', 'install-and-remove.sh')
    const { stdout, stderr, status } = spawnSync(
      'unshare',
      ['--mount', 'sh', script, packageFile('.deb'), layer],
      { encoding: 'utf8', env: { ...process.env, HOME: '/root' } },
    )
    expect(status, stderr).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual([
      // Where the kernel lets users have namespaces of their own, the sandbox needs no more rights.
      expect.stringMatching(/^sandbox (4755|755)$/),
      'PMH連携コンソール（画面なし）',
      'data kept',
    ])
  } finally {
    rmSync(layer, { recursive: true })
  }
})
