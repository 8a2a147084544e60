export type { GuideInput } from './page/guide-page.ts'
export { checkSite } from './site/check-site.ts'
export { type ApiInput, renderSite, type SiteFile, type SiteInput } from './site/render-site.ts'
export { readSiteAssets } from './site/site-assets.ts'
