import { csharp } from './languages/csharp.ts'
import { curl } from './languages/curl.ts'
import { browserFetch, node } from './languages/fetch.ts'
import { go } from './languages/go.ts'
import { java } from './languages/java.ts'
import { php } from './languages/php.ts'
import { powershell } from './languages/powershell.ts'
import { python } from './languages/python.ts'
import { ruby } from './languages/ruby.ts'
import type { SampleLanguage } from './languages/sample-language.ts'

/** The languages of samples in the order of their tabs; the generated TypeScript client stands before them. */
export const sampleLanguages: readonly SampleLanguage[] = [
  curl,
  browserFetch,
  python,
  node,
  java,
  go,
  csharp,
  php,
  ruby,
  powershell,
]
