// What the engine said in English, in the viewer's language where that has a text for it; else marked as English.

import type { Told as Said } from '../../../src/languages/retell.js'
import { useTell } from '../messages/language'

export interface ToldProps {
  /** In English. */
  readonly text: string
  /** What it was made of, where it is not the same every time. */
  readonly said?: Said | undefined
}

export function Told({ text, said }: ToldProps) {
  const { text: told, isEnglish } = useTell()(text, said)
  return isEnglish ? <span lang="en">{told}</span> : told
}
