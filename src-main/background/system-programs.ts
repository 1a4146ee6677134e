import path from 'node:path'

/** Programs of the system that are asked. */
export interface SystemPrograms {
  readonly sc: string
  readonly schtasks: string
  readonly powershell: string
  readonly systemctl: string
}

/** By name alone, from the search path. */
export const NAMED_PROGRAMS: SystemPrograms = {
  sc: 'sc',
  schtasks: 'schtasks',
  powershell: 'powershell',
  systemctl: 'systemctl',
}

/**
 * Windows looks for a bare name in the current folder first, where anybody may have put one, so its own are named by
 * their whole path.
 * @param systemRoot %SystemRoot%
 */
export function systemPrograms(platform: NodeJS.Platform, systemRoot = 'C:\\Windows'): SystemPrograms {
  if (platform !== 'win32') return NAMED_PROGRAMS
  const system = (...parts: string[]) => path.win32.join(systemRoot, 'System32', ...parts)
  return {
    ...NAMED_PROGRAMS,
    sc: system('sc.exe'),
    schtasks: system('schtasks.exe'),
    powershell: system('WindowsPowerShell', 'v1.0', 'powershell.exe'),
  }
}
