import { defineConfig } from 'concordat'

export default defineConfig({
  generate: {
    documents: 'openapi/*/openapi.yaml',
    out: 'generated',
    scope: '@concordat',
  },
  docs: { out: '.concordat/docs' },
})
