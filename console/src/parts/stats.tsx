/** Numbers that stand out: what, how much, and beside what. */
export function Stats({
  stats,
}: {
  readonly stats: readonly (readonly [title: string, value: string, beside: string])[]
}) {
  return (
    <div className="sw-stats">
      {stats.map(([title, value, beside]) => (
        <dl key={title} className="sw-stat" style={{ margin: 0 }}>
          <dt>{title}</dt>
          <dd>{value}</dd>
          <dd>{beside}</dd>
        </dl>
      ))}
    </div>
  )
}
