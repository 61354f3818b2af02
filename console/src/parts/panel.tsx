import { type ReactNode, useId } from 'react'

export interface PanelProps {
  readonly title: string
  readonly says?: ReactNode
  /** At the right of the title. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A part of a page under its heading. */
export function Panel({ title, says, tools, children }: PanelProps) {
  const id = useId()
  return (
    <section className="sw-panel" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{title}</h2>
          {says === undefined ? null : <p>{says}</p>}
        </div>
        {tools}
      </header>
      {children}
    </section>
  )
}
