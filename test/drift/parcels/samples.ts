/** A parcel of goods; another with each reference. */
export function newParcel(reference = 'R-1'): Record<string, unknown> {
  return {
    recipient: {
      name: 'Lena Okafor',
      street: 'Parkweg 9',
      city: 'Delft',
      country: 'NL',
      phone: '+31 15 555 0199',
    },
    weightGrams: 1840,
    contents: { kind: 'goods', value: 42.75, currency: 'CHF', fragile: true },
    reference,
    pickupOn: '2032-02-29',
    insurance: { amount: 250 },
  }
}

export const web = { 'x-channel': 'web' }
export const someId = '3d1f0a52-9b7c-4e21-8c44-6a0b5f1e7d90'
/** Login of a courier, who carries the key of the account too. */
export const courier = 'courier'
