/** Finds modules that need each other to be loaded. */

/**
 * @param {Map<string, string[]>} graph
 * @returns {string[][]} one closed path for each group of modules that form cycles, e.g. a, b, a
 */
export function findCycles(graph) {
  /** @type {string[][]} */
  const cycles = []
  const finished = new Set()
  /** @type {string[]} */
  const path = []

  /** @param {string} node */
  const visit = (node) => {
    const at = path.indexOf(node)
    if (at >= 0) {
      cycles.push([...path.slice(at), node])
      return
    }
    if (finished.has(node)) return
    path.push(node)
    for (const next of graph.get(node) ?? []) visit(next)
    path.pop()
    finished.add(node)
  }
  for (const node of graph.keys()) visit(node)
  return cycles
}

/**
 * @param {Map<string, string[]>} graph
 * @param {string} start
 * @param {(node: string) => boolean} isGoal
 * @returns {string[] | undefined} the shortest way from start to a goal
 */
export function findWay(graph, start, isGoal) {
  const ways = [[start]]
  const seen = new Set([start])
  for (const way of ways) {
    const last = /** @type {string} */ (way.at(-1))
    if (isGoal(last)) return way
    for (const next of graph.get(last) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
