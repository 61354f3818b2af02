// The anchors of users' texts, looked up where a few texts are sampled: joined to all exchanges, the sample would cost
// what the exchanges do.

/** A text by a number, given the hash of its prompt. */
export function textSql(promptHash: string): string {
  return `cityHash64(${promptHash})`
}

/** Anchors of each text but those of system prompts, as a table to be looked up in. */
export const textsSql = (
  exchanges: string,
) => `SELECT ${textSql('prompt_hash')} AS text, arrayFilter(anchor -> bitAnd(anchor, 1) = 0, anchors) AS anchors
FROM ${exchanges}
WHERE prompt_hash != 0`

/** Anchors of a text in `work_text`. */
export function anchorsSql(text: string): string {
  return `joinGet('work_text', 'anchors', ${text})`
}
