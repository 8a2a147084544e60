import type { MediaTypeModel } from '@concordat/model'
import { isJsonMediaType, isSequenceMediaType, parseMediaType } from '@concordat/wire'

/** A media type of a body, in one spelling. */
export interface BodyType {
  readonly model: MediaTypeModel
  /** Lower case; parameters in order, without a charset that says nothing new. */
  readonly name: string
  readonly kind: BodyKind
}

/** How values are written in a media type. */
export type BodyKind = 'json' | 'form' | 'multipart' | 'xml' | 'text' | 'bytes'

export function bodyTypes(content: readonly MediaTypeModel[]): readonly BodyType[] {
  return content.map((model) => {
    const parsed = parseMediaType(model.mediaType)
    const parameters = [...(parsed?.parameters ?? [])]
      .filter(([key, value]) => key !== 'charset' || value.toLowerCase() !== 'utf-8')
      .map(([key, value]) => `;${key}=${value.toLowerCase()}`)
      .sort()
    const essence = parsed?.essence ?? model.mediaType.trim().toLowerCase()
    return { model, name: essence + parameters.join(''), kind: kindOf(model.mediaType) }
  })
}

function kindOf(written: string): BodyKind {
  const type = parseMediaType(written)
  if (!type) return 'bytes'
  const { essence, subtype } = type
  if (isJsonMediaType(type) || isSequenceMediaType(type) || /^(\*|application)\/\*$/.test(essence))
    return 'json'
  if (/[/+](ya?ml|cbor|x-yaml)$/.test(essence)) return 'json'
  if (essence === 'application/x-www-form-urlencoded') return 'form'
  if (type.type === 'multipart') return 'multipart'
  if (subtype === 'xml' || subtype.endsWith('+xml')) return 'xml'
  return type.type === 'text' ? 'text' : 'bytes'
}

/** Whether everything of a media type or range is in another. */
export function isTypeWithin(name: string, other: string): boolean {
  if (name === other || other === '*/*') return true
  const [essence = ''] = name.split(';')
  if (other === essence) return true
  return other.endsWith('/*') && essence.startsWith(other.slice(0, -1))
}

/** A media type that can be sent, for one that is a range. */
export function concreteType(name: string): string {
  if (name === '*/*' || name === 'application/*') return 'application/json'
  return name.replace(/\/\*$/, name.startsWith('text/') ? '/plain' : '/png')
}
