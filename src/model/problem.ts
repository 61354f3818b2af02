// Every failure a person can meet, with a stable code and the next step. Nothing else is shown to them: a stack
// trace on a terminal is a defect.

/** An expected failure: what happened, where, and what to do about it. */
export class Problem extends Error {
  /**
   * @param code stable, kebab-case; listed in docs/reference
   * @param message what happened, with the file or value concerned
   * @param next what the reader can do now, one imperative sentence
   */
  constructor(
    readonly code: string,
    message: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'Problem'
  }
}
