import { isHostname } from '@concordat/core'
import idn from 'idn-hostname'
import type { Check } from '../check.ts'
import { formatCheck } from './format-check.ts'

/** Longer names are not names: DNS ends at 253 characters, which may be written as more in Unicode. */
const longestName = 1024

/** `hostname`. @see {@link https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.3 | RFC 5890, section 2.3.2.3} */
export function hostname(): Check {
  return formatCheck(isKnownHostname, 'hostname')
}

/** `idn-hostname`. @see {@link https://www.rfc-editor.org/rfc/rfc5890#section-2.3.2.3 | RFC 5890, section 2.3.2.3} */
export function idnHostname(): Check {
  return formatCheck(isIdnHostname, 'internationalised hostname')
}

/** `idn-email`. @see {@link https://www.rfc-editor.org/rfc/rfc6531#section-3.3 | RFC 6531, section 3.3} */
export function idnEmail(): Check {
  return formatCheck(isIdnEmail, 'internationalised email')
}

function isKnownHostname(text: string): boolean {
  if (!isHostname(text)) return false
  // Only names with `--` in third place are encoded, or reserved for what may be.
  return !/(?:^|\.)..--/.test(text) || isIdnHostname(text)
}

function isIdnHostname(text: string): boolean {
  if (text.length > longestName || /[.\uFF0E\u3002\uFF61]$/.test(text)) return false
  try {
    return idn.isIdnHostname(text)
  } catch {
    // It throws what is wrong with a name.
    return false
  }
}

const localPart =
  /^(?:[\w!#$%&'*+\-/=?^`{|}~]|[^\0-\x7F])+(?:\.(?:[\w!#$%&'*+\-/=?^`{|}~]|[^\0-\x7F])+)*$/u
const quotedLocalPart = /^"(?:[ !#-[\]-~]|[^\0-\x7F]|\\[ -~])*"$/u

function isIdnEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  return (localPart.test(local) || quotedLocalPart.test(local)) && isIdnHostname(text.slice(at + 1))
}
