import {
  ConcordatError,
  isJsonObject,
  type JsonObject,
  type JsonPointer,
  type JsonValue,
  joinPointer,
} from '@concordat/core'

/** A value of a file, with where it stands: it is taken apart with a message for whatever is not as it should be. */
export class FilePlace {
  readonly file: string
  readonly pointer: JsonPointer
  readonly value: JsonValue | undefined

  constructor(file: string, pointer: JsonPointer, value: JsonValue | undefined) {
    this.file = file
    this.pointer = pointer
    this.value = value
  }

  /** The member of an object; of anything else, a place without a value. */
  member(name: string): FilePlace {
    const { value } = this
    const inner = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
    return new FilePlace(this.file, joinPointer(this.pointer, name), inner)
  }

  /** The first of several spellings of a member that is there. */
  firstOf(...names: readonly string[]): FilePlace {
    const found = names.map((name) => this.member(name)).find((one) => one.isThere)
    return found ?? this.member(names[0] ?? '')
  }

  get isThere(): boolean {
    return this.value !== undefined
  }

  object(): JsonObject {
    return isJsonObject(this.value) ? this.value : this.fail('an object')
  }

  /** The members of an object; none where there is nothing. */
  members(): readonly (readonly [string, FilePlace])[] {
    if (!this.isThere || this.value === null) return []
    return Object.keys(this.object()).map((name) => [name, this.member(name)])
  }

  /** The items of a list; none where there is nothing. */
  items(): readonly FilePlace[] {
    if (!this.isThere || this.value === null) return []
    if (!Array.isArray(this.value)) return this.fail('a list')
    return this.value.map(
      (item, index) => new FilePlace(this.file, joinPointer(this.pointer, String(index)), item),
    )
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.fail('a string')
  }

  /** An integer that is not negative. */
  count(): number {
    const { value } = this
    return typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? value
      : this.fail('an integer of 0 or more')
  }

  /** @throws ConcordatError `E_PACT_INVALID` */
  fail(expected: string): never {
    const found = this.value === undefined ? 'nothing' : shown(this.value)
    throw new ConcordatError(
      'E_PACT_INVALID',
      `${this.file}#${this.pointer}: expected ${expected}, found ${found}.`,
    )
  }
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value)
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``
}
