import path from 'node:path'

/** Where the parts of the built program lie. */
export interface ProgramFolders {
  readonly main: string
  /** The window's files. */
  readonly pages: string
  /** The file that stands between window and main process. */
  readonly preload: string
}

/** @param main the folder of the entry: the bundler may put every other module elsewhere */
export function programFolders(main: string): ProgramFolders {
  return {
    main,
    pages: path.join(main, '../renderer'),
    preload: path.join(main, '../preload/preload.cjs'),
  }
}
