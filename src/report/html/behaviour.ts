// What the page can do beyond being read: theme, sorting, copying, unfolding for print. It holds no data, so the page's
// content security policy can name it by its hash and refuse every other script.

export const BEHAVIOUR = `(() => {
  const root = document.documentElement
  const remember = (theme) => { try { localStorage.setItem('stillwatch-theme', theme) } catch {} }
  try { const theme = localStorage.getItem('stillwatch-theme'); if (theme) root.dataset.theme = theme } catch {}
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  const tools = document.getElementById('tools')
  const addTool = (text, action) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = text
    button.addEventListener('click', () => action(button))
    tools.append(button)
  }
  addTool('Light or dark', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; remember(root.dataset.theme) })
  addTool('Unfold all', (button) => {
    const open = button.textContent === 'Unfold all'
    for (const details of document.querySelectorAll('main details')) details.open = open
    button.textContent = open ? 'Fold all' : 'Unfold all'
  })
  addTool('Print', () => print())
  let folded = []
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')]
    for (const details of folded) details.open = true
  })
  addEventListener('afterprint', () => { for (const details of folded) details.open = false })
  for (const block of document.querySelectorAll('.query pre, pre.command')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = 'Copy'
    button.addEventListener('click', () => {
      const done = () => { button.textContent = 'Copied'; setTimeout(() => { button.textContent = 'Copy' }, 1500) }
      const selectText = () => { const range = document.createRange(); range.selectNodeContents(block); const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range) }
      if (navigator.clipboard) navigator.clipboard.writeText(block.textContent).then(done, selectText)
      else { selectText(); if (document.execCommand('copy')) done() }
    })
    block.before(button)
  }
  const keyOf = (row, column) => {
    const cell = row.cells[column]
    return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value)
  }
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0]
    if (body.rows.length < 2) continue
    ;[...table.tHead.rows[0].cells].forEach((head, column) => {
      if ('fixed' in head.dataset) return
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...head.childNodes)
      head.append(button)
      button.addEventListener('click', () => {
        const isNumber = head.classList.contains('number')
        const next = head.ariaSort ? (head.ariaSort === 'ascending' ? 'descending' : 'ascending') : isNumber ? 'descending' : 'ascending'
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort')
        head.setAttribute('aria-sort', next)
        const sign = next === 'ascending' ? 1 : -1
        const rows = [...body.rows].map((row) => [keyOf(row, column), row])
        rows.sort(([a], [b]) => sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))))
        body.append(...rows.map(([, row]) => row))
      })
    })
  }
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    for (let node = target; node; node = node.parentElement) if (node.tagName === 'DETAILS') node.open = true
    if (target) target.scrollIntoView()
  }
  addEventListener('hashchange', openTarget)
  openTarget()
})()`
