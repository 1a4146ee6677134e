import path from 'node:path'
import type { BackgroundHost } from '../background.ts'
import { KEY_FILE } from '../launch.ts'
import { runProgram } from '../program-run.ts'

/** A Linux computer on which nothing is registered and no systemd answers. */
export function emptyComputer(dataDir: string, part: Partial<BackgroundHost> = {}): BackgroundHost {
  const nowhere = '/nowhere/program'
  return {
    place: {
      program: '/opt/pmh/console',
      before: [],
      dataDir,
      keyFile: path.join(dataDir, KEY_FILE),
      platform: 'linux',
    },
    configHome: path.join(dataDir, 'config'),
    programs: { sc: nowhere, schtasks: nowhere, powershell: nowhere, systemctl: nowhere },
    run: runProgram,
    account: 'staff',
    loginItem: null,
    ...part,
  }
}
