import type { Behaviour } from './behaviour.ts'

export interface BehaveOptions {
  /** For so many uploads only; without it until told otherwise. */
  readonly times?: number
  /** For uploads with this token only. */
  readonly token?: string
}

/** What is in force for one token, or for all of them. */
interface Scope {
  readonly counted: { readonly behaviour: Behaviour; left: number }[]
  standing: Behaviour | null
}

/** Which behaviour the next upload meets. */
export interface BehaviourPlan {
  /**
   * Counted behaviours queue up and are used up in the order given; one without `times` replaces everything of its
   * scope. Null clears the scope: one token's, or without a token every one.
   */
  behave(behaviour: Behaviour | null, options?: BehaveOptions): void
  /** Takes the behaviour for an upload with this token; a token's own goes before the general one. */
  take(token: string | null): Behaviour | null
}

const ALL = Symbol('all tokens')

export function createBehaviourPlan(): BehaviourPlan {
  const scopes = new Map<string | typeof ALL, Scope>()

  function behave(behaviour: Behaviour | null, options: BehaveOptions = {}): void {
    if (behaviour === null) {
      if (options.token === undefined) scopes.clear()
      else scopes.delete(options.token)
      return
    }
    const key = tokenOf(behaviour) ?? options.token ?? ALL
    const scope = scopes.get(key) ?? { counted: [], standing: null }
    scopes.set(key, scope)
    if (options.times === undefined) {
      scope.counted.length = 0
      scope.standing = behaviour
    } else if (options.times > 0) {
      scope.counted.push({ behaviour, left: options.times })
    }
  }

  function take(token: string | null): Behaviour | null {
    const own = token === null ? undefined : scopes.get(token)
    return takeFrom(own) ?? takeFrom(scopes.get(ALL))
  }

  return { behave, take }
}

/** A refused token is a behaviour of that token alone. */
function tokenOf(behaviour: Behaviour): string | null {
  return typeof behaviour === 'object' && behaviour.kind === 'wrong_token_for' ? behaviour.token : null
}

function takeFrom(scope: Scope | undefined): Behaviour | null {
  if (scope === undefined) return null
  const first = scope.counted[0]
  if (first === undefined) return scope.standing
  first.left -= 1
  if (first.left === 0) scope.counted.shift()
  return first.behaviour
}
