/** The archive for Linux without root. electron-builder's own wants 7-Zip; tar and gzip are everywhere, and can give the same bytes twice. */
import { join } from 'node:path'
import { collect } from '../bootstrap/command.mjs'
import { BootstrapError } from '../bootstrap/progress.mjs'

/**
 * @param {string} folder that electron-builder wrote to
 * @param {{ name: string, version: string }} product
 * @param {string | undefined} seconds the time of every file in it, since 1970
 * @param {boolean} quick
 */
export async function packTar(folder, { name, version }, seconds, quick) {
  const inside = `${name}-${version}`
  const { code, output } = await collect('tar', [
    ...['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'],
    ...(seconds === undefined ? [] : [`--mtime=@${seconds}`]),
    `--use-compress-program=gzip -n ${quick ? '-1' : '-9'}`,
    `--transform=s,^linux-unpacked,${inside},`,
    ...['-cf', join(folder, `${inside}-linux-x64.tar.gz`)],
    ...['-C', folder, 'linux-unpacked'],
  ])
  if (code !== 0) throw new BootstrapError(`tar ended with ${code}\n${output}`)
}
