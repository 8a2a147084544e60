/**
 * Every value that a sensible server could take a parameter's text for. A request is called invalid only when the
 * document allows none of them: OpenAPI does not fix how `05`, `1e1`, `0x10`, `+5` or `TRUE` are read. It does say that
 * `yes` is no boolean, and that nothing is no number.
 */
export function lenientReadings(text: string): unknown[] {
  const single = readOne(text)
  const trimmed = text.trim()
  const readings: unknown[] = [...single, [text], ...(trimmed === text ? [] : [trimmed])]
  for (const separator of [',', '|', ' ']) {
    if (!text.includes(separator)) continue
    const items = text.split(separator)
    readings.push(items)
    const numbers = items.map(Number)
    if (numbers.every((number) => !Number.isNaN(number))) readings.push(numbers)
  }
  for (const reading of single) if (typeof reading !== 'string') readings.push([reading])
  return readings
}

function readOne(text: string): unknown[] {
  const readings: unknown[] = [text]
  const trimmed = text.trim()
  if (/^[-+]?(\d|\.\d)/.test(trimmed)) {
    const number = Number(trimmed)
    if (Number.isFinite(number)) readings.push(number)
  }
  if (trimmed === '') return readings
  if (/^true$/i.test(trimmed)) readings.push(true)
  if (/^false$/i.test(trimmed)) readings.push(false)
  if (/^null$/i.test(trimmed)) readings.push(null)
  if (/^[[{"]/.test(trimmed)) {
    try {
      readings.push(JSON.parse(trimmed))
    } catch {
      // Not JSON, so not a reading.
    }
  }
  return readings
}
