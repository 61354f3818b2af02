import { Fragment } from 'react'

const WIDTH = 120
const HEIGHT = 22

/** A series as bars of a line's height. */
export function Spark({
  values,
  label,
  color,
}: {
  readonly values: readonly number[]
  readonly label: string
  readonly color: string
}) {
  const most = Math.max(...values, 1)
  const width = WIDTH / Math.max(values.length, 1)
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {values.map((value, index) => {
        const height = value === 0 ? 0 : Math.max(1.5, (value / most) * (HEIGHT - 2))
        return (
          <Fragment key={index}>
            {height > 0 ? (
              <rect
                x={index * width}
                y={HEIGHT - height}
                width={Math.max(width - 0.6, 0.6)}
                height={height}
                fill={color}
              />
            ) : null}
          </Fragment>
        )
      })}
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--sw-line)" />
    </svg>
  )
}
