import { defineConfig } from 'concordat'

export default defineConfig({
  generate: {
    documents: 'openapi/*/openapi.yaml',
    out: 'generated',
    scope: '@concordat',
  },
  docs: {
    out: '.concordat/docs',
    guides: [
      'guides/call-an-api.md',
      'guides/own-an-api.md',
      'guides/two-teams.md',
      'guides/verify-in-a-build.md',
      'guides/extend-the-generator.md',
      'guides/*.md',
      'reference/*.md',
    ],
  },
})
