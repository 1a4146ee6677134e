/** The families of states; each is drawn with its icon and word as well (design guide, section 4). */
export type Tone = 'ok' | 'bad' | 'doubt' | 'held' | 'busy' | 'idle'

export const TONE_CLASS: Readonly<Record<Tone, string>> = {
  ok: 'tone-ok',
  bad: 'tone-bad',
  doubt: 'tone-doubt',
  held: 'tone-held',
  busy: 'tone-busy',
  idle: 'tone-idle',
}
