const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/
const minutesPerDay = 24 * 60

/** Whether text is a date. @see {@link https://www.rfc-editor.org/rfc/rfc3339#section-5.6 | RFC 3339, section 5.6} */
export function isDate(text: string): boolean {
  return readDate(text) !== undefined
}

/** Whether text is a time with its offset. @see {@link https://www.rfc-editor.org/rfc/rfc3339#section-5.6 | RFC 3339, section 5.6} */
export function isTime(text: string): boolean {
  return readTime(text) !== undefined
}

/** Whether text is a duration. @see {@link https://www.rfc-editor.org/rfc/rfc3339#appendix-A | RFC 3339, appendix A} */
export function isDuration(text: string): boolean {
  return durationPattern.test(text)
}

/** Whether text is a date with a time. @see {@link https://www.rfc-editor.org/rfc/rfc3339#section-5.6 | RFC 3339, section 5.6} */
export function isDateTime(text: string): boolean {
  const date = readDate(text.slice(0, 10))
  const clock = readTime(text.slice(11))
  if (!date || !clock || !/^[Tt]$/.test(text.charAt(10))) return false
  if (!clock.isLeapSecond) return true
  // A leap second ends a month, as the clock at Greenwich shows it.
  const day = new Date(date.getTime() + clock.dayShift * 86_400_000)
  return new Date(day.getTime() + 86_400_000).getUTCDate() === 1
}

function readDate(text: string): Date | undefined {
  const match = datePattern.exec(text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1).map(Number)
  const date = new Date(0)
  date.setUTCFullYear(year ?? 0, (month ?? 0) - 1, day ?? 0)
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? date : undefined
}

interface Clock {
  readonly isLeapSecond: boolean
  /** Days to add to the date for that of Greenwich. */
  readonly dayShift: number
}

function readTime(text: string): Clock | undefined {
  const match = timePattern.exec(text)
  if (!match) return undefined
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map(Number)
  const offsetHour = Number(match[5] ?? 0)
  const offsetMinute = Number(match[6] ?? 0)
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) {
    return undefined
  }
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === '-' ? -1 : 1)
  const utc = hour * 60 + minute - offset
  const inDay = ((utc % minutesPerDay) + minutesPerDay) % minutesPerDay
  const isLeapSecond = second === 60
  if (isLeapSecond && inDay !== minutesPerDay - 1) return undefined
  return { isLeapSecond, dayShift: Math.floor(utc / minutesPerDay) }
}

const durationPattern =
  /^P(?:\d+W|(?:\d+D|\d+M(?:\d+D)?|\d+Y(?:\d+M(?:\d+D)?)?)(?:T(?:\d+S|\d+M(?:\d+S)?|\d+H(?:\d+M(?:\d+S)?)?))?|T(?:\d+S|\d+M(?:\d+S)?|\d+H(?:\d+M(?:\d+S)?)?))$/
