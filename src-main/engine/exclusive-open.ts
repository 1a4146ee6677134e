import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { errnoOf } from '../../src-shared/domain/relay-error.ts'

/** libuv's UV_FS_O_EXLOCK (uv/win.h): opened with share mode 0, which Windows refuses while anybody else has the file open. */
const O_EXLOCK = 0x1000_0000

/**
 * Whether another program has the file open, as one does that is still writing it. Only Windows can tell; elsewhere,
 * and on a file that is gone or forbidden, the answer is no: reading it will say so.
 */
export async function isOpenElsewhere(path: string): Promise<boolean> {
  if (process.platform !== 'win32') return false
  try {
    await (await open(path, constants.O_RDONLY | O_EXLOCK)).close()
    return false
  } catch (error) {
    // ERROR_SHARING_VIOLATION, as libuv names it.
    return errnoOf(error) === 'EBUSY'
  }
}
