const NOBODY = 65534

/** Runs synchronous work without the rights of root, for whom no folder is read-only. */
export function asPlainUser<T>(work: () => T): T {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(NOBODY)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}
