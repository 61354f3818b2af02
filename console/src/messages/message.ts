// What a file of messages holds: a text for each key of the English one.
import type { en } from './en.js'

/** With `{name}` where a value goes; forms by number where the language has them, chosen by `count`. */
export type Message = string | { readonly one?: string; readonly other: string }

export type Messages = Readonly<Record<keyof typeof en, Message>>
