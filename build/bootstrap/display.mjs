/** Windows on a machine without a screen: a virtual one for the time of the command. */

export const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/**
 * Larger than the largest window that a test asks for. Without `-noreset` the server begins anew when the last window goes, and
 * refuses a program that comes in that moment ("Missing X server").
 */
const SCREEN = '-screen 0 1920x1200x24 -nolisten tcp -noreset'

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {[program: string, args: string[]]}
 */
export function onSomeDisplay(program, args) {
  return hasDisplay ? [program, args] : ['xvfb-run', ['-a', '-s', SCREEN, program, ...args]]
}
