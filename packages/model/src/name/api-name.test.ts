import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apiNameFrom } from './api-name.ts'

describe('the name of an API', () => {
  it.each([
    ['openapi/acme/openapi.yaml', 'Acme API', 'acme'],
    ['openapi/acme/openapi.json', '', 'acme'],
    ['specs/Train Travel.yaml', '', 'train-travel'],
    ['/srv/twilio_verify_v2.json', '', 'twilio-verify-v2'],
    ['openapi.yaml', 'Train Travel API', 'train-travel-api'],
    ['./openapi.yaml', '', 'openapi'],
    ['api/openapi.yaml', 'Pets', 'pets'],
    ['swagger.json', '', 'swagger'],
    ['pets/v1/openapi.yaml', '', 'pets'],
    ['petStoreAPI.yaml', '', 'pet-store-api'],
    ['https://example.com/apis/pets/openapi.json?v=2', '', 'pets'],
    ['https://example.com/pets.json', '', 'pets'],
    ['https://example.com/', 'Pets', 'pets'],
    ['C:\\specs\\pets.yaml', '', 'pets'],
    ['../shared/openapi.yaml', '', 'shared'],
    ['größe.yaml', '', 'grosse'],
    ['日本.yaml', 'Nippon', 'nippon'],
    ['日本.yaml', '日本', 'api'],
    ['2024-01.yaml', '', '2024-01'],
    ['pets/v1.2/openapi.yaml', '', 'pets'],
    ['openapi-v3.json', 'Pets', 'pets'],
    ['con.yaml', '', 'con-api'],
    [`${'a-'.repeat(200)}.yaml`, '', 'a-'.repeat(40).slice(0, -1)],
    ['..', '', 'api'],
  ])('%s (%s) is %s', (location, title, name) => {
    expect(apiNameFrom(location, title)).toBe(name)
  })

  it('is always safe as the name of a folder and of a package', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (location, title) => {
          const name = apiNameFrom(location, title)
          expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
          expect(name.length).toBeLessThanOrEqual(100)
        },
      ),
    )
  })
})
