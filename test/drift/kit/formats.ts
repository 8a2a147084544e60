/** Whether a text is written in a format, as RFC 3339, RFC 9562 and RFC 5321 (in its everyday part) say. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': isDateTime,
  uuid: (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text),
  email: (text) =>
    /^[\w.+-]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i.test(text),
  uri: (text) => /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i.test(text) && URL.canParse(text),
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return day <= (days[month - 1] ?? 0)
}

function isDateTime(text: string): boolean {
  const match =
    /^(\d{4}-\d\d-\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(text)
  if (!match || !isDate(match[1] ?? '')) return false
  const [hour = 0, minute = 0, second = 0] = [match[2], match[3], match[4]].map(Number)
  const [offsetHour, offsetMinute] = [Number(match[6] ?? 0), Number(match[7] ?? 0)]
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59) return false
  if (second < 60) return true
  // A leap second is 23:59:60 in UTC, whatever the offset makes of it.
  const offset = (offsetHour * 60 + offsetMinute) * (match[5] === '-' ? -1 : 1)
  return second === 60 && (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439
}

/** Milliseconds since 1970 of a date-time; a leap second counts as the second after it. */
export function instantOf(text: string): number {
  const leap = /^(.{17})60(.*)$/.exec(text)
  return leap ? Date.parse(`${leap[1]}59${leap[2]}`) + 1000 : Date.parse(text.toUpperCase())
}
